import { causeOf } from '../../contracts/triggers.ts';
import type { DatasetVersionView } from '../../contracts/views.ts';
import type { Queryable } from '../../store/database/database.ts';
import { pipelinesOnUpload } from '../../store/rows/pipelines.ts';
import type { TriggerDoor } from './door.ts';

/**
 * Within the transaction that records an upload: writes a trigger down for each pipeline that the dataset starts. Gives
 * their ids. Bytes that were there before are a trigger too: how they are to be read may be new, and whoever uploads
 * them sees that nothing else was.
 */
export async function announceUpload(
  door: TriggerDoor,
  sql: Queryable,
  version: DatasetVersionView,
  upload: { readonly by: string | null; readonly isNew: boolean },
): Promise<string[]> {
  const announced: string[] = [];
  for (const name of await pipelinesOnUpload(sql, version.dataset)) {
    const id = await door.announce(sql, {
      name,
      cause: causeOf({ kind: 'upload', by: upload.by }),
      key: upload.isNew ? `upload:${version.id}` : null,
      asked: { of: 'pipeline', dataset: version.id, again: false, only_if_changed: true },
    });
    if (id !== null) announced.push(id);
  }
  return announced;
}

/** Decides about them at once. What cannot be decided now stays on record, and the reconciler comes back to it. */
export async function settleUploads(door: TriggerDoor, announced: readonly string[]): Promise<void> {
  await Promise.allSettled(announced.map((id) => door.settle(id)));
}
