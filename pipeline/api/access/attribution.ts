import type { Caller } from '../../contracts/api/access.ts';

/**
 * Who did it, for a record that stays: the name that the caller gives, and beside it the key that was used, so that
 * nobody can sign with somebody else's name unseen. On loopback there are no keys, and the name stands alone.
 */
export function attribution(by: string, caller: Caller): string {
  return caller.id === 'local' ? by : `${by} (${caller.id})`;
}
