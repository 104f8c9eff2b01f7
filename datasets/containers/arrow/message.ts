import { demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { FlatTable } from './flatbuffer.ts';

/** Bytes of what a message says of its body: some hundred for each column. */
export const LARGEST_METADATA = 16 * 1024 * 1024;

/** Numbers of the messages in the format's `MessageHeader` union. */
export const SCHEMA = 1;
export const DICTIONARY = 2;
export const RECORDS = 3;

export interface Message {
  readonly kind: number;
  readonly header: FlatTable;
  readonly body: Uint8Array;
}

/** Length of the body that a message announces. Fault, final: `INPUT_PART_TOO_LARGE`. */
export function checkBody(message: FlatTable, faults: FaultList, { heldBytes: limit }: IntakeLimits): number {
  const length = message.long(3);
  if (length > limit) {
    const params = { kind: 'Arrow', part: 'record batch', limit };
    faults.fail('INPUT_PART_TOO_LARGE', { params, found: String(length) });
  }
  return length;
}

export function messageOf(message: FlatTable, body: Uint8Array): Message {
  const header = message.table(2);
  demand(header !== null, 'a message without a header');
  return { kind: message.byte(1), header, body };
}
