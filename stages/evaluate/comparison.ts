import type { Comparison, SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { ResamplingConfig } from '../../pipeline/contracts/spec.ts';
import { cautiousLow } from './statistics/cautious-low.ts';
import type { Sliced } from './statistics/in-slices.ts';
import { discordance, jointCells } from './statistics/joint-cells.ts';
import { mcnemarExact } from './statistics/mcnemar.ts';
import { pairedBootstrapInterval } from './statistics/paired-bootstrap.ts';
import { macroF1PermutationTest } from './statistics/permutation-test.ts';
import { Random } from './statistics/random.ts';

/** A system's answers as class indices, with its figures. */
export interface Judged<Id extends string = SystemId> {
  readonly id: Id;
  readonly answers: Int32Array;
  readonly metrics: SystemMetrics;
}

/** `candidate` against `reference` on the same records, with all that chance may have done. */
export function* compare<Reference extends string>(
  candidate: Judged,
  reference: Judged<Reference>,
  truth: Int32Array,
  config: ResamplingConfig,
): Sliced<Omit<Comparison, 'reference'> & { readonly reference: Reference }> {
  const classes = Math.max(...[candidate, reference].map(({ metrics }) => metrics.confusion.labels.length));
  const cells = jointCells(classes, truth, candidate.answers, reference.answers);
  const { onlyA, onlyB } = discordance(cells);
  const { draws, confidence, seed } = config;
  const pair = `${candidate.id} ${reference.id}`;
  return {
    candidate: candidate.id,
    reference: reference.id,
    accuracy_difference: candidate.metrics.accuracy - reference.metrics.accuracy,
    macro_f1_difference: candidate.metrics.macro_f1 - reference.metrics.macro_f1,
    interval: yield* pairedBootstrapInterval(cells, {
      draws,
      confidence,
      random: Random.of(seed, `difference ${pair}`),
    }),
    cautious_low: yield* cautiousLow(cells, {
      draws,
      confidence,
      random: Random.of(seed, `cautious ${pair}`),
    }),
    mcnemar_p: mcnemarExact(onlyA, onlyB),
    macro_f1_p: yield* macroF1PermutationTest(cells, {
      draws,
      random: Random.of(seed, `permutation ${pair}`),
    }),
    only_candidate_correct: onlyA,
    only_reference_correct: onlyB,
  };
}
