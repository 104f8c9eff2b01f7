import type { Readable } from 'node:stream';
import type { ArtifactStore } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { MaskVault, UnmaskRequest } from '../contracts/mask-vault.ts';
import type { DatasetRecord } from '../contracts/record.ts';
import type { UnmaskedRecord } from '../contracts/views.ts';
import type { Database } from '../store/database/database.ts';
import { runById } from '../store/rows/runs.ts';
import { stagesOf } from '../store/rows/stage-runs.ts';
import { addUnmasking } from '../store/rows/unmaskings.ts';

export interface UnmaskParts {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly masks: MaskVault;
  /** The record with this id from a stream of canonical records, its personal data back; null where there is none. */
  unmaskedRecord(
    records: Readable,
    id: string,
    map: ReadonlyMap<string, string>,
  ): Promise<DatasetRecord | null>;
}

/** Most bytes that a sealed map may have; it is opened in memory. */
const LIMIT_BYTES = 256 * 1024 * 1024;

/**
 * A record as it was before its personal data was masked. Who asks is written down before anything is shown; so is who
 * asks without the key. `by` is who it is on record, which the proof's own name is part of.
 */
export async function unmask(
  parts: UnmaskParts,
  request: UnmaskRequest,
  by: string,
): Promise<UnmaskedRecord> {
  const { database, artifacts, masks } = parts;
  const { run: runId, record: id, reason } = request;
  await runById(database, runId);
  const trace = { run: runId, record: id, by, reason };
  if (!masks.accepts(request)) {
    await addUnmasking(database, { ...trace, outcome: 'refused' });
    throw new TouchstoneError('MASK_KEY_REFUSED');
  }
  const outputs = (await stagesOf(database, [runId])).find(({ stage }) => stage === 'refine')?.outputs;
  const sealed = outputs?.mask_map;
  if (sealed?.kind !== 'blob') throw new TouchstoneError('MASK_MAP_NONE', { params: { run: runId } });
  const map = masks.open(await artifacts.readBytes(sealed.digest, { limitBytes: LIMIT_BYTES }));
  for (const name of ['records', 'held_back', 'test']) {
    const ref = outputs?.[name];
    if (ref?.kind !== 'blob') continue;
    const stream = await artifacts.openStream(ref.digest);
    const found = await parts.unmaskedRecord(stream, id, map).finally(() => stream.destroy());
    if (found === null) continue;
    await addUnmasking(database, { ...trace, outcome: 'shown' });
    return { record: found.id, messages: found.messages, label: found.label };
  }
  throw new TouchstoneError('RECORD_NOT_FOUND', { params: { run: runId, record: id.slice(0, 100) } });
}
