import { createHash } from 'node:crypto';
import { runKeySchema } from '../../contracts/api/run-key.ts';
import type { RunRequest, StartedRun } from '../../contracts/service.ts';
import type { Client } from '../client.ts';
import type { Checkout } from './checkout.ts';

/** How the same command is known again: by a key of the person's own, by what it would do, or not at all. */
export type KeyChoice = string | false | undefined;

/** The key of a run; null: it is to be one of its own. Made from what the run would do and the commit that is checked out, if none is given. */
export async function keyFor(
  client: Client,
  { name, dataset, test = null, spec }: RunRequest,
  { key, checkout }: { readonly key: KeyChoice; readonly checkout: Checkout | null },
): Promise<string | null> {
  if (key === false) return null;
  if (key !== undefined) return key;
  const work = await client.post('/v1/run-keys', { name, dataset, test, spec }, runKeySchema);
  return `run:${digestOf(work.key, checkout?.commit ?? '')}`;
}

/**
 * Begins a run, or finds the one that the same key began before. `again`: where that one failed or was cancelled, a new try
 * is begun, which has the key from then on.
 */
export async function beginRun(
  client: Client,
  request: RunRequest,
  { key, again }: { readonly key: string | null; readonly again: boolean },
): Promise<StartedRun> {
  if (key === null) return client.createRun({ ...request, again: true });
  const found = await client.createRun({ ...request, key });
  if (!again || (found.status !== 'failed' && found.status !== 'cancelled')) return found;
  const next = { ...request, key, again: true };
  // Whoever tries again at the same time, after the same failure, gets the same new run.
  return client.createRun(next, `again:${digestOf(found.id, JSON.stringify(next))}`);
}

function digestOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
