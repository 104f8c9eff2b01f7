import type { AnyEvaluation } from '../../contracts/answer-evaluation.ts';
import type { ArtifactStore, BlobRef } from '../../contracts/artifact.ts';
import type { IntakeReport, SplitReport } from '../../contracts/data-reports.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { INTERVAL_METRICS } from '../../contracts/evaluation.ts';
import type { GenerateReport } from '../../contracts/generation.ts';
import { readJson } from '../../contracts/json-artifact.ts';
import { jsonLines } from '../../contracts/json-lines.ts';
import type { StageName } from '../../contracts/names.ts';
import { primaryOf } from '../../contracts/primary.ts';
import type {
  ComparedFigure,
  ComparedRun,
  RunPair,
  RunsComparison,
} from '../../contracts/runs-comparison.ts';
import type { PipelineSpec } from '../../contracts/spec.ts';
import { TASKS } from '../../contracts/tasks.ts';
import type { RunView } from '../../contracts/views.ts';
import { differingSettings } from './differing-settings.ts';
import { historyRecords } from './history-records.ts';

/** Compares the answers of two runs on the same records; what the evaluate room does. */
export type ComparePair = (
  run: { readonly id: string; readonly lines: AsyncIterable<unknown> },
  reference: { readonly id: string; readonly lines: AsyncIterable<unknown> },
  options: { readonly config: PipelineSpec['evaluate']; readonly signal: AbortSignal },
) => Promise<RunPair>;

export interface RunsComparisonParts {
  readonly artifacts: ArtifactStore;
  readonly comparePair: ComparePair;
  readonly signal: AbortSignal;
}

/**
 * Runs side by side: data, settings and figures, and where they were tested on the same records what chance may have done.
 * @param runs 2 to 6, each different; the first is what the others are held against
 * Errors: `COMPARE_NOT_EVALUATED`, `COMPARE_TASKS_DIFFER`.
 */
export async function runsComparison(
  parts: RunsComparisonParts,
  runs: readonly RunView[],
): Promise<RunsComparison> {
  const { artifacts } = parts;
  const evaluations: AnyEvaluation[] = [];
  const compared: ComparedRun[] = [];
  for (const run of runs) {
    const evaluation = await readJson<AnyEvaluation>(artifacts, evaluatedIn(run, 'evaluation'));
    evaluations.push(evaluation);
    compared.push(await comparedRun(run, evaluation, artifacts));
  }
  const [first] = evaluations as [AnyEvaluation, ...AnyEvaluation[]];
  const odd = evaluations.findIndex(({ task }) => task !== first.task);
  if (odd !== -1) {
    const params = {
      one: runs[0]!.id,
      other: runs[odd]!.id,
      task: first.task,
      other_task: evaluations[odd]!.task,
    };
    throw new TouchstoneError('COMPARE_TASKS_DIFFER', { params });
  }
  const sameTest = evaluations.every(({ test_digest: digest }) => digest === first.test_digest);
  return {
    format: 1,
    made_at: new Date().toISOString(),
    task: first.task,
    confidence: first.confidence,
    metrics: metricsOf(first),
    runs: compared,
    same_test: sameTest,
    pairs: sameTest && first.task === 'classification' ? await pairsOf(parts, runs) : [],
    settings: differingSettings(runs),
  };
}

async function comparedRun(
  run: RunView,
  evaluation: AnyEvaluation,
  artifacts: ArtifactStore,
): Promise<ComparedRun> {
  const read = <T>(stage: StageName, output: string) =>
    readJson<T>(artifacts, evaluatedIn(run, output, stage));
  const { id, name, createdAt, verdict, dataset } = run;
  const base = run.decisions.find(({ field }) => field === 'base')?.value ?? run.spec.base;
  return {
    id,
    name,
    created_at: createdAt,
    verdict,
    version: run.model?.version ?? null,
    base: String(base),
    dataset: { name: dataset.dataset, version: dataset.version, digest: dataset.digest },
    test: { digest: evaluation.test_digest, records: evaluation.n },
    records: historyRecords({
      intake: await read<IntakeReport>('ingest', 'intake'),
      generate: await read<GenerateReport>('generate', 'report'),
      split: await read<SplitReport>('split', 'report'),
    }),
    seconds: run.stages.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
    figures: figuresOf(evaluation),
    classes:
      evaluation.task === 'classification'
        ? Object.fromEntries(evaluation.systems.tuned.per_class.map(({ label, f1 }) => [label, f1]))
        : {},
  };
}

/** An output that the evaluation needs. Error: `COMPARE_NOT_EVALUATED` for a run that has not come so far. */
function evaluatedIn(run: RunView, output: string, stage: StageName = 'evaluate'): BlobRef {
  const ref = run.stages.find((one) => one.stage === stage)?.outputs?.[output];
  if (ref?.kind === 'blob') return ref;
  throw new TouchstoneError('COMPARE_NOT_EVALUATED', { params: { run: run.id, status: run.status } });
}

function metricsOf(evaluation: AnyEvaluation): RunsComparison['metrics'] {
  const { metric, name } = primaryOf(evaluation);
  if (evaluation.task !== 'classification') return [{ id: metric, name }];
  const others = INTERVAL_METRICS.filter((id) => id !== TASKS.classification.primary);
  return [{ id: metric, name }, ...others.map((id) => ({ id, name: METRIC_NAMES[id] }))];
}

const METRIC_NAMES = {
  accuracy: { 'zh-TW': '正確率', en: 'Accuracy' },
  macro_precision: { 'zh-TW': '精確率', en: 'Precision' },
  macro_recall: { 'zh-TW': '召回率', en: 'Recall' },
  macro_f1: { 'zh-TW': 'F1', en: 'F1' },
} as const;

/** The tuned model's figures, in the order of `metricsOf`. */
function figuresOf(evaluation: AnyEvaluation): readonly ComparedFigure[] {
  if (evaluation.task !== 'classification') return [primaryOf(evaluation).systems.tuned];
  const { tuned } = evaluation.systems;
  return metricsOf(evaluation).map(({ id }) => {
    const metric = INTERVAL_METRICS.find((one) => one === id)!;
    return { value: tuned[metric], interval: tuned.intervals[metric] };
  });
}

async function pairsOf(
  { artifacts, comparePair, signal }: RunsComparisonParts,
  [reference, ...others]: readonly RunView[],
): Promise<RunPair[]> {
  const answersOf = async (run: RunView) => ({
    id: run.id,
    lines: jsonLines(await artifacts.openStream(evaluatedIn(run, 'predictions').digest)),
  });
  const pairs: RunPair[] = [];
  for (const run of others) {
    pairs.push(
      await comparePair(await answersOf(run), await answersOf(reference!), {
        config: reference!.spec.evaluate,
        signal,
      }),
    );
  }
  return pairs;
}
