import { createHash, randomUUID } from 'node:crypto';
import { runKeySchema } from '../../contracts/api/run-key.ts';
import type { RunRequest } from '../../contracts/service.ts';
import type { RunView } from '../../contracts/views.ts';
import type { Client } from '../client.ts';
import { commitAt } from './checkout.ts';

/** How the same command is known again: by a key of the person's own, by what it would do, or not at all. */
export type KeyChoice = string | false | undefined;

/** A run that a command began, or had begun before. */
export interface BegunRun {
  readonly run: RunView;
  /** True where it was there before this command. */
  readonly reused: boolean;
  /** True where something else began it, and it does this very work. */
  readonly joined: boolean;
}

/**
 * The key of a run: the one given; `false`: one that never comes again; else made from what the run would do, for whom, and the
 * commit that is checked out where the dataset lies.
 */
export async function keyFor(
  client: Client,
  request: RunRequest,
  { key, near }: { readonly key: KeyChoice; readonly near: string },
): Promise<string> {
  if (key === false) return randomUUID();
  if (key !== undefined) return key;
  const { trigger, ...work } = request;
  const { key: workKey } = await client.post('/v1/run-keys', work, runKeySchema);
  const parts = [workKey, trigger?.kind ?? '', trigger?.by ?? '', (await commitAt(near)) ?? ''];
  return `run:${createHash('sha256').update(parts.join('\n')).digest('hex')}`;
}

/**
 * Begins a run, or finds the one that the same key began before. `again`: where that one failed or was cancelled, a new try
 * is begun, which is found in its turn as long as it does well.
 */
export async function beginRun(
  client: Client,
  request: RunRequest,
  { key, again }: { readonly key: string; readonly again: boolean },
): Promise<BegunRun> {
  for (let current = key; ; ) {
    const { run, replayed } = await client.createRun(request, current);
    // Without this key, the work may be under way all the same: somebody else asked for it.
    const joined = run.request.outcome !== 'started';
    if (!replayed) return { run, reused: joined, joined };
    // The answer that was kept is as old as the run.
    const now = await client.showRun(run.id);
    if (!again || (now.status !== 'failed' && now.status !== 'cancelled'))
      return { run: now, reused: true, joined };
    current = `again:${run.id}`;
  }
}
