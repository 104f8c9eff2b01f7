import { readRecords } from '../../datasets/arrow/read.ts';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { Message } from '../../pipeline/contracts/record.ts';

/** What judging needs of a test record. */
export interface TestRecord {
  readonly id: string;
  /** Its last user turn: what the model was asked about. */
  readonly text: string;
  readonly truth: string;
}

/**
 * All test records, in file order.
 * Errors: `INPUT_NO_RECORDS` for a test without records; `INTERNAL` for one without a label, which `split` keeps out.
 */
export async function readTestRecords(artifacts: ArtifactStore, test: BlobRef): Promise<TestRecord[]> {
  const records: TestRecord[] = [];
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const { id, messages, label } of group) {
      if (label === null) throw new RangeError(`test record ${id} has no label`);
      records.push({ id, text: lastUserTurn(messages), truth: label });
    }
  }
  if (records.length === 0) throw new TouchstoneError('INPUT_NO_RECORDS', { place: { file: 'test' } });
  return records;
}

function lastUserTurn(messages: readonly Message[]): string {
  return messages.findLast(({ role }) => role === 'user')?.content ?? '';
}
