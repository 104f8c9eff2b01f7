import type { ScorePart } from '../../pipeline/contracts/score-card.ts';
import { ENOUGH_OF_LABEL, ENOUGH_WITHOUT_LABELS, type Measures } from './measures.ts';

/** The score of each part, 0–100, by the formulas of `SCORE_PARTS`. A dataset without records has earned nothing. */
export function scoreParts(measures: Measures): Record<ScorePart, number> {
  const { records, incomplete, repeated, doubtful, soiled, labels, similarity } = measures;
  const without = (faulty: number) => (records === 0 ? 0 : 100 * (1 - faulty / records));
  return {
    completeness: without(incomplete),
    uniqueness: without(repeated),
    consistency: without(doubtful),
    balance: records === 0 ? 0 : 100 * evenness([...labels.values()]),
    cleanliness: without(soiled),
    diversity: measures.kept === 0 ? 0 : 100 * (1 - similarity),
    size: 100 * sufficiency(measures),
  };
}

/** Entropy of the counts over that of equal counts, 0–1 (Pielou 1966); 1 for no counts, 0 for a single one. */
function evenness(counts: readonly number[]): number {
  if (counts.length === 0) return 1;
  if (counts.length === 1) return 0;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const entropy = counts.reduce((sum, count) => sum - (count / all) * Math.log(count / all), 0);
  return Math.min(1, Math.max(0, entropy / Math.log(counts.length)));
}

function sufficiency({ labels, kept }: Measures): number {
  if (labels.size === 0) return Math.min(1, kept / ENOUGH_WITHOUT_LABELS);
  let sum = 0;
  for (const count of labels.values()) sum += Math.min(1, count / ENOUGH_OF_LABEL);
  return sum / labels.size;
}
