import { readRecords } from '../../datasets/arrow/read.ts';
import { SharedOpenings } from '../../datasets/fingerprint/shared-openings.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';

/** What judging needs of a test record. */
export interface TestRecord {
  readonly id: string;
  /** What the model was asked about: its last user turn without the instruction that all share. */
  readonly text: string;
  readonly truth: string;
}

/**
 * All test records, in file order.
 * Errors: `INPUT_NO_RECORDS` for a test without records; `INTERNAL` for one without a label, which `split` keeps out.
 */
export async function readTestRecords(artifacts: ArtifactStore, test: BlobRef): Promise<TestRecord[]> {
  const openings = new SharedOpenings();
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) openings.see(record);
  }
  const records: TestRecord[] = [];
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) {
      const { id, label } = record;
      if (label === null) throw new RangeError(`test record ${id} has no label`);
      records.push({ id, text: openings.gist(record), truth: label });
    }
  }
  if (records.length === 0) throw new TouchstoneError('INPUT_NO_RECORDS', { place: { file: 'test' } });
  return records;
}
