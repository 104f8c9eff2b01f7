import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { LeaseRef } from '../../../../../pipeline/contracts/api/access.ts';
import type { TreeEntry } from '../../../../../pipeline/contracts/artifact.ts';
import type { NodeHealth } from '../../../../../pipeline/contracts/nodes/node.ts';
import type { WorkDraft } from '../../../../../pipeline/contracts/nodes/work.ts';
import { openNodes } from '../../../../../pipeline/main/node-room.ts';
import { DirectoryStore } from '../../../../../pipeline/store/artifacts/directory.ts';
import type { Database } from '../../../../../pipeline/store/database/database.ts';
import { storedRun } from '../../store/rows/stored-run.ts';

export const HEALTH: NodeHealth = {
  ...{ gpus: [], cpus: 4, cpuUtilisation: 12.5, memoryMib: 16_000, freeMemoryMib: 8000 },
  ...{ freeDiskMib: 100_000, cacheMib: 0 },
};
const NEVER = new AbortController().signal;

/** Services about nodes over a real database and store, and agents that are no processes. */
export async function nodeWorld(database: Database, leaseSeconds = 30) {
  const directory = await mkdtemp(join(tmpdir(), 'touchstone-nodes-'));
  const artifacts = await DirectoryStore.open(join(directory, 'artifacts'));
  const room = openNodes(
    { database, artifacts },
    { nodes: { hands: 'all', labels: [], gpus: 0, shares: {}, leaseSeconds, leastRunSeconds: 120 } },
    '1.0.0',
  );
  /** Work of a run of its own, with one input. */
  const drafted = async (
    more: Partial<WorkDraft['of']> & { label?: string } = {},
  ): Promise<WorkDraft & { input: TreeEntry }> => {
    const { label, ...of } = more;
    const blob = await artifacts.putBytes(`records ${randomBytes(8).toString('hex')}`);
    const input = { path: 'records.arrow', digest: blob.digest, bytes: blob.bytes };
    const draft: WorkDraft = {
      id: `work_${randomBytes(16).toString('hex')}`,
      of: {
        ...{ runId: await storedRun(database), stage: 'train', stageKey: 'k', project: 'p', priority: 0 },
        ...of,
      },
      envelope: { format: 1, verb: 'train', job: {}, inputs: { train: { kind: 'file', files: [input] } } },
      needs: { gpus: 0, memoryMib: 0, labels: label === undefined ? [] : [label] },
    };
    return { ...draft, input };
  };
  const offer = async (more: Parameters<typeof drafted>[0] = {}): ReturnType<typeof drafted> => {
    const draft = await drafted(more);
    await room.desk.offer(draft);
    return draft;
  };
  /** A node whose agent has begun. Each asks for work of its own label alone, since all tests share a database. */
  const node = async (name: string, labels: readonly string[]) => {
    const { token } = await room.nodes.add({ name, by: 'test' });
    const session = '0'.repeat(36);
    const hello = (more: { protocol?: number; session?: string } = {}) =>
      room.nodes.hello(name, { protocol: 1, version: '1', session, labels, health: HEALTH, ...more });
    await hello();
    const take = async (waitSeconds = 0, own = session) => {
      const word = { session: own, health: HEALTH, unfit: null, waitSeconds };
      return (await room.nodes.free(name, word, NEVER)).lease;
    };
    return { name, token, hello, take };
  };
  const send = async (lease: LeaseRef, content: string | Buffer): Promise<TreeEntry> => {
    const bytes = Buffer.from(content as string);
    const digest = createHash('sha256').update(bytes).digest('hex');
    await room.leases.putPiece(lease, { digest, piece: 0, sha256: digest }, Readable.from([bytes]));
    return { path: 'file.json', digest, bytes: bytes.length };
  };
  return {
    ...{ room, artifacts, drafted, offer, node, send },
    dispose: () => rm(directory, { recursive: true, force: true }),
  };
}

/** As if a lease's time had passed. */
export async function letLapse(database: Database, work: string): Promise<void> {
  await database.query(
    `UPDATE touchstone.model_work SET lease_until = now() - interval '1 second' WHERE id = $1`,
    [work],
  );
}
