import assert from 'node:assert/strict';
import { newId } from '../../../../../pipeline/config/ids.ts';
import { pipelineSpecSchema } from '../../../../../pipeline/contracts/spec.ts';
import { addVersion, versionById } from '../../../../../pipeline/store/rows/datasets.ts';
import {
  checkRaw,
  closedVersions,
  closeExpired,
  holdRaw,
  markRemoved,
  rawDigests,
  setExpiry,
} from '../../../../../pipeline/store/rows/expiry.ts';
import { endRun, insertRun } from '../../../../../pipeline/store/rows/runs.ts';
import { onEveryDatabase, unique } from '../databases.ts';

let digests = 0;
const freshDigest = () => `${process.pid}${Date.now()}${digests++}`.padStart(64, '0').slice(-64);

onEveryDatabase('expiry of raw files', (database) => {
  const upload = (dataset: string, digest: string, expireAfterDays: number | null = null) =>
    addVersion(database(), { dataset, digest, bytes: 1, filename: 'x', by: null, expireAfterDays });
  const isClosed = async (id: string) => (await closedVersions(database())).some((one) => one.id === id);

  it('closes a version when its time has come, and not before', async () => {
    const name = unique('letters');
    const later = await upload(name, freshDigest(), 30);
    const now = await upload(name, freshDigest(), 0);
    const never = await upload(name, freshDigest());
    assert.deepEqual([later.expiresAt === null, never.expiresAt], [false, null]);
    await closeExpired(database());
    assert.deepEqual(
      [await isClosed(later.id), await isClosed(now.id), await isClosed(never.id)],
      [false, true, false],
    );
    const code = 'DATASET_RAW_EXPIRED';
    await assert.rejects(
      database().transaction((sql) => holdRaw(sql, [now.id])),
      { code },
    );
    await assert.rejects(setExpiry(database(), name, now.version, 3), { code });
    const gone = await versionById(database(), now.id);
    assert.throws(() => checkRaw(gone), { code });
    assert.equal(await markRemoved(database(), now.id), true);
    assert.equal(await isClosed(now.id), false);
  });

  it('waits for the runs that need the file', async () => {
    const name = unique('letters');
    const version = await upload(name, freshDigest(), 0);
    const id = newId('run');
    const spec = pipelineSpecSchema.parse({});
    const trigger = { kind: 'api', by: null } as const;
    await insertRun(database(), { id, name: 'm', dataset_id: version.id, test_id: null, spec, trigger });
    await closeExpired(database());
    assert.equal(await isClosed(version.id), false);
    await endRun(database(), id, { status: 'cancelled', error: null });
    await closeExpired(database());
    assert.equal(await isClosed(version.id), true);
    assert.deepEqual(await rawDigests(database(), version), [{ digest: version.digest, busy: false }]);
  });

  it('keeps bytes that another version still has, and takes a file back that is uploaded again', async () => {
    const digest = freshDigest();
    const [mine, theirs] = [await upload(unique('mine'), digest, 0), await upload(unique('theirs'), digest)];
    await closeExpired(database());
    assert.deepEqual(await rawDigests(database(), mine), []);
    const again = await upload(mine.dataset, digest, 7);
    assert.deepEqual([again.id, again.expiredAt, again.expiresAt === null], [mine.id, null, false]);
    assert.equal(await markRemoved(database(), mine.id), false, 'nobody may say that it is gone');
    assert.equal((await versionById(database(), theirs.id)).expiredAt, null);
  });
});
