import { cases, samplePetitions } from '../../outlier/truth-set.ts';
import { labelled } from '../../records.ts';
import type { RecordTruth } from './score.ts';

/** What is unlike all petitions, against petitions that are merely uncommon. */
export async function outlierTruth(): Promise<RecordTruth> {
  const [faulty, nearMisses] = [new Set<string>(), new Set<string>()];
  const records = cases(await samplePetitions()).map(({ text, odd }, n) => {
    (odd ? faulty : nearMisses).add(`r${n}`);
    return labelled(`r${n}`, text, '工務局');
  });
  return { of: 'unlike all others', records, faulty, nearMisses };
}
