import { exactPairs } from '../../near-duplicate/exact-pairs.ts';
import { madeTexts } from '../../near-duplicate/made-texts.ts';
import { plainShingles } from '../../near-duplicate/plain.ts';
import { labelled } from '../../records.ts';
import type { RecordTruth } from './score.ts';

const THRESHOLD = 0.8;
const RESEMBLES = 0.6;

/**
 * Texts with copies that lie about the threshold, most labels alike: a record is faulty where an earlier one of its label
 * that stays is as similar as the threshold, by the exact similarity of all pairs; a near miss where one is nearly so, or
 * has another label. What is the same to the letter is the business of `exact_duplicate`.
 */
export function nearDuplicateTruth(): RecordTruth {
  const texts = [...madeTexts(3_000, 71, 2)];
  const label = (row: number) => (row % 5 === 0 ? '社會局' : '工務局');
  const earlier = new Map<number, { row: number; jaccard: number }[]>();
  for (const { one, other, jaccard } of exactPairs(texts.map(plainShingles), RESEMBLES)) {
    earlier.set(other, [...(earlier.get(other) ?? []), { row: one, jaccard }]);
  }
  const [faulty, nearMisses, left] = [new Set<string>(), new Set<string>(), new Set<number>()];
  const seen = new Set<string>();
  const records = texts.map((text, row) => {
    const id = `r${row}`;
    const same = seen.has(`${label(row)}${text}`);
    seen.add(`${label(row)}${text}`);
    if (same) left.add(row);
    const like = earlier.get(row) ?? [];
    const near =
      !same &&
      like.some((one) => one.jaccard >= THRESHOLD && label(one.row) === label(row) && !left.has(one.row));
    if (near) {
      faulty.add(id);
      left.add(row);
    } else if (like.length > 0 && !same) nearMisses.add(id);
    return labelled(id, text, label(row));
  });
  return { of: 'nearly the same', records, faulty, nearMisses };
}
