import type { LeaseRef } from '../../contracts/api/access.ts';
import type { TreeEntry } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { LeaseBeat, LeaseRelease } from '../../contracts/nodes/lease.ts';
import type { LeaseService } from '../../contracts/nodes/service.ts';
import type { StageProgress } from '../../contracts/stage.ts';
import {
  beatLease,
  currentLease,
  failWork,
  finishWork,
  keepCheckpoint,
  releaseWork,
} from '../../store/rows/leases.ts';
import { type WorkRow, workById } from '../../store/rows/model-work.ts';
import { hearOfBusyNode, markUnfit } from '../../store/rows/nodes.ts';
import { piecesOutside } from '../../store/rows/work-pieces.ts';
import type { NodeParts } from './node-parts.ts';
import type { WorkFiles } from './work-files.ts';

/** Beside its checkpoints a trainer keeps count of what it used; that alone is no progress. */
const COUNTS = 'usage.json';

/** What holders of leases may do. */
export function leaseService(parts: NodeParts, files: WorkFiles): LeaseService {
  const { database, artifacts, leaseSeconds } = parts;
  const current = async (lease: LeaseRef): Promise<WorkRow> => {
    const row = await currentLease(database, lease);
    if (row === null) throw new TouchstoneError('LEASE_LOST');
    return row;
  };
  return {
    beat: async (lease, { health, progress }: LeaseBeat) => {
      const word = await beatLease(database, lease, leaseSeconds, lastNews(progress));
      if (word === null) throw new TouchstoneError('LEASE_LOST');
      const { node } = await current(lease);
      if (node !== null) await hearOfBusyNode(database, node, health);
      return word;
    },
    input: async (lease, digest) => {
      const { envelope, checkpoint, id } = await current(lease);
      const inputs = Object.values(envelope.inputs).flatMap((input) => input.files);
      const input = inputs.find((file) => file.digest === digest);
      if (input !== undefined) return { bytes: input.bytes, open: () => artifacts.openStream(digest) };
      const kept = checkpoint?.find((file) => file.digest === digest);
      if (kept !== undefined) return { bytes: kept.bytes, open: () => files.open(id, kept) };
      throw new TouchstoneError('LEASE_SCOPE', { params: { digest } });
    },
    pieces: async (lease, digests) => {
      await current(lease);
      return files.known(lease.work, digests);
    },
    putPiece: async (lease, piece, stream) => {
      await current(lease);
      return files.put(lease, piece, stream);
    },
    checkpoint: async (lease, entries) => {
      const { checkpoint } = await current(lease);
      await files.requireWhole(lease.work, entries);
      if (!(await keepCheckpoint(database, lease, entries, isFurther(entries, checkpoint))))
        throw new TouchstoneError('LEASE_LOST');
      const kept = entries.map(({ digest }) => digest);
      await files.remove(await piecesOutside(database, lease.work, kept));
    },
    finish: async (lease, { files: outputs, result }) => {
      if (await hasEnded(parts, lease, 'done')) return;
      await current(lease);
      await files.accept(lease.work, outputs);
      if (!(await finishWork(database, lease, { result, outputs }))) throw new TouchstoneError('LEASE_LOST');
    },
    fail: async (lease, error) => {
      if (await hasEnded(parts, lease, 'failed')) return;
      if (!(await failWork(database, lease, error))) throw new TouchstoneError('LEASE_LOST');
    },
    release: async (lease, release: LeaseRelease) => {
      const unfit = release.unfit ?? null;
      const { node } = await current(lease);
      // A work that is too large for one node's cache says nothing of other works.
      const ofNode = unfit !== null && unfit.reason !== 'cache_too_small';
      if (ofNode && node !== null) await markUnfit(database, node, unfit);
      const onlyThis = unfit !== null && !ofNode ? unfit : null;
      if (!(await releaseWork(database, lease, onlyThis))) throw new TouchstoneError('LEASE_LOST');
    },
  };
}

/** Whether this very lease ended its work so before: the answer got lost. */
async function hasEnded(
  { database }: NodeParts,
  { work, number }: LeaseRef,
  status: 'done' | 'failed',
): Promise<boolean> {
  const row = await workById(database, work);
  return row !== null && row.status === status && row.lease === number;
}

/** The latest figures, with the latest message: that is news, whatever came after it. */
function lastNews(progress: readonly StageProgress[]): StageProgress | null {
  const last = progress.at(-1);
  if (last === undefined) return null;
  const said = progress.findLast((one) => one.message !== undefined);
  if (said === undefined) return last;
  const { message, lasting = false } = said;
  return { ...last, message: message!, ...(lasting ? { lasting } : {}) };
}

function isFurther(now: readonly TreeEntry[], before: readonly TreeEntry[] | null): boolean {
  const known = new Set((before ?? []).map(({ digest }) => digest));
  return now.some(({ path, digest }) => path !== COUNTS && !known.has(digest));
}
