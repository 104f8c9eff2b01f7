import { type HeadlineMetrics, headlinesOf } from '../../contracts/registry.ts';
import type { RunView } from '../../contracts/views.ts';
import type { Cli } from '../context.ts';
import type { LocalReport } from '../report-files.ts';

/** What `--json` prints about a run; part of what CI relies on. Fields may be added. */
export interface RunResult {
  readonly run_id: string | null;
  readonly name: string | null;
  /** `error`: there is no run; `interrupted`: the person stopped following it. */
  readonly status: RunView['status'] | 'error' | 'interrupted';
  readonly verdict: RunView['verdict'];
  /** Whether the same command had started the run before, so that nothing new was started. */
  readonly reused: boolean;
  readonly metrics: { readonly base: HeadlineMetrics | null; readonly tuned: HeadlineMetrics | null };
  readonly model: RunView['model'];
  /** Path of the report's page, null where the run ended before it made one. */
  readonly report: string | null;
  readonly stages: readonly {
    readonly name: string;
    readonly status: string;
    readonly cached: boolean;
    readonly seconds: number | null;
  }[];
  readonly error: RunView['error'];
}

export function resultOf(run: RunView, report: LocalReport | null, reused = false): RunResult {
  const headlines = report && headlinesOf(report.evaluation);
  return {
    run_id: run.id,
    name: run.name,
    status: run.status,
    verdict: run.verdict,
    reused,
    metrics: { base: headlines?.base ?? null, tuned: headlines?.tuned ?? null },
    model: run.model,
    report: report?.page ?? null,
    stages: run.stages.map(({ stage, status, cached, seconds }) => ({
      name: stage,
      status,
      cached,
      seconds,
    })),
    error: run.error,
  };
}

/** The result of a command that saw no run to its end. */
export function resultWithout(
  status: 'error' | 'interrupted',
  runId: string | null,
  error: RunView['error'],
): RunResult {
  return {
    run_id: runId,
    name: null,
    status,
    verdict: null,
    reused: false,
    metrics: { base: null, tuned: null },
    model: null,
    report: null,
    stages: [],
    error,
  };
}

export function statusLine({ say }: Cli, run: RunView): string {
  return say('statusOfRun', { run: run.id, status: say(`status_${run.status}`) });
}
