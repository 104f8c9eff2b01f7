import { readRecords } from '../../datasets/arrow/read.ts';
import { answerText } from '../../datasets/fingerprint/content.ts';
import { SharedOpenings } from '../../datasets/fingerprint/shared-openings.ts';
import { isBlank } from '../../datasets/quality/blank.ts';
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
 * Errors: `INPUT_NO_RECORDS` for a test without records; `INTERNAL` for one without a label or answer, which `split` keeps out.
 */
export async function readTestRecords(artifacts: ArtifactStore, test: BlobRef): Promise<TestRecord[]> {
  const records = await readJudgedRecords(artifacts, test);
  if (records.length === 0) throw new TouchstoneError('INPUT_NO_RECORDS', { place: { file: 'test' } });
  return records;
}

/** All records of a part, in file order; none of an empty one. Error: `INTERNAL` for one without a label or answer. */
export async function readJudgedRecords(artifacts: ArtifactStore, test: BlobRef): Promise<TestRecord[]> {
  const openings = new SharedOpenings();
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) openings.see(record);
  }
  const records: TestRecord[] = [];
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const record of group) {
      const { id } = record;
      const truth = answerText(record);
      if (isBlank(truth)) throw new RangeError(`record ${id} has no answer`);
      records.push({ id, text: openings.gist(record), truth });
    }
  }
  return records;
}
