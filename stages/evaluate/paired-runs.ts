import type { PredictionsLine } from '../../pipeline/contracts/prediction-lines.ts';
import type { RunPair } from '../../pipeline/contracts/runs-comparison.ts';
import type { ResamplingConfig } from '../../pipeline/contracts/spec.ts';
import { compare, type Judged } from './comparison.ts';
import { countPairs } from './metrics/confusion.ts';
import { inSlices, type Sliced } from './statistics/in-slices.ts';
import { Random } from './statistics/random.ts';
import { systemMetrics } from './system-metrics.ts';

/** A run's answers: lines of its `predictions.jsonl`. */
export interface RunAnswers {
  readonly id: string;
  readonly lines: AsyncIterable<unknown>;
}

/**
 * The tuned models of two runs on the same records, by the figures of an evaluation. Both files hold the same records in the same
 * order, since their test digest is the same.
 * @param config draws, confidence and seed, as in an evaluation
 * Error: RangeError where the records differ.
 */
export async function pairRuns(
  run: RunAnswers,
  reference: RunAnswers,
  { config, signal }: { readonly config: ResamplingConfig; readonly signal: AbortSignal },
): Promise<RunPair> {
  const [mine, theirs] = [await answersIn(run), await answersIn(reference)];
  if (mine.ids.join('\n') !== theirs.ids.join('\n')) throw new RangeError('the runs answered other records');
  const labels = [...new Set([...mine.truth, ...mine.answers, ...theirs.answers])].sort();
  const index = new Map(labels.map((label, at) => [label, at]));
  const truth = indices(mine.truth, index);
  return inSlices(
    (function* (): Sliced<RunPair> {
      const judged = function* (id: Judged['id'], given: readonly string[]): Sliced<Judged> {
        const answers = indices(given, index);
        const { draws, confidence, seed } = config;
        const bootstrap = { draws, confidence, random: Random.of(seed, `intervals ${id}`) };
        const confusion = countPairs(labels.length, truth, answers);
        return { id, answers, metrics: yield* systemMetrics(labels, confusion, bootstrap) };
      };
      const candidate = yield* judged('tuned', mine.answers);
      const other = yield* judged('production', theirs.answers);
      const pair = yield* compare(candidate, other, truth, config);
      return {
        run: run.id,
        reference: reference.id,
        accuracy_difference: pair.accuracy_difference,
        macro_f1_difference: pair.macro_f1_difference,
        interval: pair.interval,
        mcnemar_p: pair.mcnemar_p,
        macro_f1_p: pair.macro_f1_p,
        only_run_correct: pair.only_candidate_correct,
        only_reference_correct: pair.only_reference_correct,
      };
    })(),
    signal,
  );
}

async function answersIn({ lines }: RunAnswers) {
  const [ids, truth, answers]: [string[], string[], string[]] = [[], [], []];
  for await (const line of lines as AsyncIterable<PredictionsLine>) {
    ids.push(line.id);
    truth.push(line.truth);
    const given = line.systems.tuned!;
    if (!('label' in given)) throw new RangeError('the answers were written, not chosen among labels');
    answers.push(given.label);
  }
  return { ids, truth, answers };
}

function indices(labels: readonly string[], index: ReadonlyMap<string, number>): Int32Array {
  return Int32Array.from(labels, (label) => index.get(label)!);
}
