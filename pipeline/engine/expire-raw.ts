import type { ArtifactStore } from '../contracts/artifact.ts';
import type { Database } from '../store/database/database.ts';
import { closedVersions, closeExpired, markRemoved, rawDigests } from '../store/rows/expiry.ts';

export interface ExpiryParts {
  readonly database: Database;
  readonly artifacts: Pick<ArtifactStore, 'remove'>;
}

/**
 * Deletes the raw files whose time has come and that no active run needs, with what was read from them before personal
 * data was masked. A version is closed first, so that no run begins with a file that is going; whatever happens then,
 * the next round finds it closed and goes on. Gives the number of versions that are gone now.
 */
export async function expireRaw({ database, artifacts }: ExpiryParts): Promise<number> {
  await closeExpired(database);
  let gone = 0;
  for (const version of await closedVersions(database)) {
    const digests = await rawDigests(database, version);
    for (const { digest, busy } of digests) if (!busy) await artifacts.remove(digest);
    if (digests.some(({ busy }) => busy)) continue;
    if (await markRemoved(database, version.id)) gone += 1;
  }
  return gone;
}
