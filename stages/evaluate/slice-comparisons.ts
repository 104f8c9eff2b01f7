import { readRecords } from '../../datasets/arrow/read.ts';
import { questionText } from '../../datasets/fingerprint/content.ts';
import { labelList } from '../../datasets/tasks/label-list.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { SliceComparison } from '../../pipeline/contracts/evaluation.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { ResamplingConfig } from '../../pipeline/contracts/spec.ts';
import { compare, type Judged } from './comparison.ts';
import { countPairs } from './metrics/confusion.ts';
import { macroF1 } from './metrics/macro.ts';
import { simultaneous, slicePartsOf, withHolm } from './slice-parts.ts';
import type { Sliced } from './statistics/in-slices.ts';
import { lengthBins, type SliceBy } from './statistics/slices.ts';

/**
 * What to divide the test records by: columns of the dataset by name, or `length` (quarters), `source`, `label`. A record
 * without the column belongs to no part.
 */
export async function readSlices(
  artifacts: ArtifactStore,
  test: BlobRef,
  names: readonly string[],
  truth: readonly (string | null)[],
): Promise<SliceBy[]> {
  if (names.length === 0) return [];
  const sources: (string | null)[] = [];
  const lengths: number[] = [];
  const columns = names.map((): (string | null)[] => []);
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) {
      sources.push(record.source);
      lengths.push([...questionText(record)].length);
      const meta = record.meta === null ? {} : (JSON.parse(record.meta) as Record<string, unknown>);
      for (const [at, name] of names.entries()) {
        const value = Object.hasOwn(meta, name) ? meta[name] : null;
        columns[at]!.push(value === null || value === undefined ? null : String(value));
      }
    }
  }
  const own = new Map<string, readonly (string | null)[]>([
    ['length', lengthBins(lengths)],
    ['source', sources],
    ['label', truth],
  ]);
  return names.map((by, at) => {
    const values = columns[at]!;
    return { by, values: values.some((value) => value !== null) ? values : (own.get(by) ?? values) };
  });
}

/** What the slice `label` divides by: labels, one or several of a record; other answers are none. */
export function truthGroups(
  { kind }: Pick<TaskDescription, 'kind'>,
  records: readonly { readonly truth: string }[],
): readonly (string | null)[] {
  if (kind === 'classification') return records.map(({ truth }) => truth);
  if (kind !== 'multi_label') return records.map(() => null);
  return records.map(({ truth }) => labelList(truth).toSorted().join('; ') || null);
}

/**
 * Tuned against production in every part, each interval widened so that all of them hold together (Bonferroni); the p of the
 * parts with Holm's correction.
 * Macro-F1 is that of the classes that occur in the part.
 */
export function* sliceComparisons(
  slices: readonly SliceBy[],
  tuned: Judged,
  production: Judged,
  truth: Int32Array,
  config: ResamplingConfig,
): Sliced<SliceComparison[]> {
  const parts = slices.map((slice) => ({ by: slice.by, parts: slicePartsOf(slice) }));
  const confidence = simultaneous(parts, config.confidence);
  const found: SliceComparison[] = [];
  for (const { by, parts: own } of parts) {
    const compared: SliceComparison['parts'][number][] = [];
    for (const [value, places] of own) {
      const at = (numbers: Int32Array) => Int32Array.from(places, (place) => numbers[place]!);
      const here = at(truth);
      const within = (judged: Judged): Judged => {
        const answers = at(judged.answers);
        const { labels } = judged.metrics.confusion;
        const confusion = countPairs(labels.length, here, answers);
        return { ...judged, answers, metrics: { ...judged.metrics, macro_f1: macroF1(confusion)! } };
      };
      const comparison = yield* compare(within(tuned), within(production), here, { ...config, confidence });
      compared.push({
        value,
        n: places.length,
        difference: comparison.macro_f1_difference,
        interval: comparison.interval,
        cautious_low: comparison.cautious_low,
        p: comparison.macro_f1_p,
      });
    }
    found.push({ by, confidence, parts: compared });
  }
  return withHolm(found);
}
