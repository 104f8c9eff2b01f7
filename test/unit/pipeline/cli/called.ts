import { runCommandLine } from '../../../../pipeline/cli/main.ts';
import type { TreeRef } from '../../../../pipeline/contracts/artifact.ts';
import type { Verdict } from '../../../../pipeline/contracts/names.ts';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import type { RunView } from '../../../../pipeline/contracts/views.ts';
import { renderReport } from '../../../../reports/render.tsx';
import type { TestApi } from '../api/fixture.ts';
import { assertConforms } from './schemas/conforms.ts';

/** What a command wrote, and its exit status. */
export interface Called {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** The last line of standard output. */
  readonly last: string;
}

/** Calls `touchstone` in this process, with nothing of this machine's environment. */
export async function called(
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  interrupt: AbortSignal = new AbortController().signal,
): Promise<Called> {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({ write: (text: string) => (written[name] += text) });
  const status = await runCommandLine(argv, environment, {
    out: stream('out'),
    err: stream('err'),
    interrupt,
  });
  const last = written.out.trimEnd().split('\n').at(-1) ?? '';
  // Whatever a test calls, what programs get is held against what is published.
  if (argv.includes('--json') && last.startsWith('{')) assertConforms(argv, last);
  return { status, ...written, last };
}

/** Lets the fake service carry every run that is started to this end, with this report. */
export function carryRuns(
  api: TestApi,
  end: { verdict: Verdict; model: RunView['model']; report: TreeRef },
): void {
  const { madeRuns } = api.service;
  const { create, show } = madeRuns.service;
  Object.assign(madeRuns.service, {
    create: async (...request: Parameters<typeof create>) => {
      const run = await create(...request);
      setTimeout(() => {
        madeRuns.tell(run.id, { type: 'run', status: 'running', verdict: null, error: null });
        madeRuns.finishStage(run.id, 'ingest', {});
        madeRuns.finishStage(run.id, 'report', { report: end.report });
        madeRuns.tell(run.id, { type: 'run', status: 'succeeded', verdict: end.verdict, error: null });
      }, 10);
      return run;
    },
    show: async (...request: Parameters<typeof show>) => {
      const run = await show(...request);
      return run.status === 'succeeded' ? { ...run, verdict: end.verdict, model: end.model } : run;
    },
  });
}

/** A rendered report in the fake service's store. */
export function storedReport(api: TestApi, model: ReportModel): Promise<TreeRef> {
  const files = renderReport(model).map(({ path, content }) => [path, content.toString()] as const);
  return api.service.tree(Object.fromEntries(files));
}
