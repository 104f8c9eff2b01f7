import { apart, exchanged } from '../../label-noise/truth-set.ts';
import { labelled } from '../../records.ts';
import type { RecordTruth } from './score.ts';

/** Records of two classes that are apart, every twentieth label exchanged for the other. */
export function labelNoiseTruth(): RecordTruth {
  const { rows, wrong } = exchanged(apart(1_400), 0.05, 73);
  const records = rows.map(({ id, text, label }) => labelled(id, text, label));
  const right = records.map(({ id }) => id).filter((id) => !wrong.has(id));
  return { of: 'labels exchanged, classes apart', records, faulty: wrong, nearMisses: new Set(right) };
}
