import {
  type EndedLease,
  extendLeases,
  freeLostWork,
  lapsedLeases,
  leasesOfNode,
} from '../../store/rows/leases.ts';
import { withdrawUnwanted } from '../../store/rows/model-work.ts';
import { spentPieces } from '../../store/rows/work-pieces.ts';
import { afterLoss } from './losses.ts';
import type { NodeParts } from './node-parts.ts';
import type { WorkFiles } from './work-files.ts';

/** What failed work left is kept this long for somebody to resume its run. */
const KEPT_DAYS = 7;

/** Offers work again whose lease came to nothing. `lost`: its node may have been brought down by it. */
export async function freeLeasesOfNode(parts: NodeParts, node: string, lost: boolean): Promise<void> {
  for (const work of await leasesOfNode(parts.database, node)) await free(parts, work, lost);
}

/** Looks after leases whose nodes were lost, works that nobody wants and pieces that nobody will ask for; to be called again and again. */
export async function keepWorks(parts: NodeParts, files: WorkFiles): Promise<void> {
  for (const work of await lapsedLeases(parts.database)) await free(parts, work, true);
  await withdrawUnwanted(parts.database);
  await files.remove(await spentPieces(parts.database, KEPT_DAYS));
}

/** A service that begins gives agents that nobody heard the time to be heard again. */
export async function beginKeeping({ database, leaseSeconds }: NodeParts): Promise<void> {
  await extendLeases(database, leaseSeconds);
}

async function free({ database }: NodeParts, work: EndedLease, lost: boolean): Promise<void> {
  const { id, lease: number, losses } = work;
  const after = lost ? afterLoss(work, new Date()) : { losses, error: null };
  await freeLostWork(database, { work: id, number }, { ...after, error: after.error?.toJSON() ?? null });
}
