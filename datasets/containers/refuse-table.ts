import { Damage } from '../compression/damage.ts';
import type { FaultList } from '../faults.ts';
import { UnknownCodec, UnreadableType } from './unreadable-type.ts';

/**
 * Ends with the fault that an error of a table's reader stands for; errors of others come through as they are.
 * Faults: `INPUT_TABLE_TYPE`, `INPUT_TABLE_CODEC`, `INPUT_TABLE_TRUNCATED`, `INPUT_TABLE_BROKEN`.
 */
export function refuseTable(error: unknown, kind: string, faults: FaultList): never {
  if (error instanceof UnreadableType) {
    const { field, type } = error;
    faults.fail('INPUT_TABLE_TYPE', { field, params: { kind, field }, found: type });
  }
  if (error instanceof UnknownCodec) {
    faults.fail('INPUT_TABLE_CODEC', { params: { kind, codec: error.codec }, found: error.codec });
  }
  // A place outside of the bytes, which is how views tell of a length that is wrong.
  if (!(error instanceof Damage || error instanceof RangeError)) throw error;
  const truncated = error instanceof Damage && error.truncated;
  faults.fail(truncated ? 'INPUT_TABLE_TRUNCATED' : 'INPUT_TABLE_BROKEN', {
    params: { kind },
    found: error.message,
  });
}
