import assert from 'node:assert/strict';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { CreateMultipartUploadCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { S3Store } from '../../../../../pipeline/store/artifacts/s3.ts';
import { S3Bucket } from '../../../../../pipeline/store/artifacts/s3-client.ts';
import { notExercised } from '../../../../preflight.ts';
import { S3_INSTALL } from '../../../../servers/s3.ts';
import { blobPath, filesBelow, type S3UnderTest, s3UnderTest } from './artifact-stores.ts';

const MEGABYTE = 1024 * 1024;

describe('artifacts in S3', function () {
  this.timeout(60_000);
  let under: S3UnderTest;

  before(async function () {
    under = await s3UnderTest(this);
  });
  after(() => under?.close());

  it('fetches a blob once, and again when its local copy is torn or gone', async () => {
    const ref = await under.store.putBytes('fetched');
    const path = await under.store.localFile(ref);
    assert.equal(path, blobPath(under.local, ref.digest));
    await under.replace(ref.digest, Buffer.from('FETCHED'));
    await assert.rejects(under.store.localFile(ref), { code: 'ARTIFACT_CORRUPT' });
    assert.deepEqual(await filesBelow(under.local), []);
  });

  it('is unreachable while the server is down, hangs nowhere, and recovers', async function () {
    if (!under.server.outage) notExercised(this, 'S3: outage', S3_INSTALL);
    const ref = await under.store.putBytes('before the outage');
    const { store } = under;
    await under.server.outage(async () => {
      const unreachable = { code: 'STORE_UNREACHABLE' };
      await assert.rejects(under.bucket.check(), unreachable);
      await assert.rejects(store.has(ref), unreachable);
      await assert.rejects(store.readBytes(ref.digest), unreachable);
      await assert.rejects(store.localFile(ref), unreachable);
      await assert.rejects(store.putBytes('during the outage'), unreachable);
      const endless = Readable.from(
        (function* () {
          for (;;) yield Buffer.alloc(MEGABYTE);
        })(),
      );
      await assert.rejects(store.putStream(endless), unreachable);
      assert.equal(endless.destroyed, true);
    });
    assert.equal(await store.has(ref), true);
    assert.equal((await store.readBytes(ref.digest)).toString(), 'before the outage');
  });

  it('says so when the server goes down in the middle of an upload', async function () {
    if (!under.server.outage) notExercised(this, 'S3: outage', S3_INSTALL);
    const blobs = await under.blobs();
    const source = new PassThrough();
    const put = under.store.putStream(source);
    const failed = assert.rejects(put, { code: 'STORE_UNREACHABLE' });
    source.write(Buffer.alloc(17 * MEGABYTE));
    while ((await under.leftovers()).length === 0) await delay(20);
    await under.server.outage(async () => {
      source.end(Buffer.alloc(17 * MEGABYTE));
      await failed;
    });
    assert.deepEqual(await under.blobs(), blobs);
    // Nobody was there to be told that the parts are not wanted.
    await under.bucket.removeStale('incoming/', new Date(Date.now() + 60_000));
    assert.deepEqual(await under.leftovers(), []);
  });

  it('removes what was begun long ago and never ended, and nothing else', async () => {
    const { client, prefix, server } = under;
    const at = { Bucket: server.bucket, Key: `${prefix}/incoming/abandoned` };
    const blob = await under.store.putBytes('stays');
    await client.send(new PutObjectCommand({ ...at, Body: 'half' }));
    const parts = { ...at, Key: `${prefix}/incoming/parts` };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(parts));
    await client.send(new UploadPartCommand({ ...parts, UploadId, PartNumber: 1, Body: 'part' }));
    await S3Store.open(under.bucket, under.local);
    assert.equal((await under.leftovers()).length, 2, 'younger than a day');
    await under.bucket.removeStale('incoming/', new Date(Date.now() + 60_000));
    assert.deepEqual(await under.leftovers(), []);
    assert.equal(await under.store.has(blob), true);
  });

  it('names the bucket and the key when it is refused', async () => {
    const stranger = new S3Bucket({ ...under.server, prefix: under.prefix, secretAccessKey: 'wrong' });
    await assert.rejects(stranger.upload('key', Buffer.from('x')), {
      code: 'STORE_UNREACHABLE',
      params: {
        store: `S3 bucket ${under.server.bucket}, key ${under.prefix}/key`,
        detail: 'SignatureDoesNotMatch',
      },
    });
    stranger.close();
  });
});
