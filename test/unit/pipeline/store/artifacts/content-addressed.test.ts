import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { directoryUnderTest, filesBelow, type StoreUnderTest, s3UnderTest } from './artifact-stores.ts';

const MEGABYTE = 1024 * 1024;
const STORES = { directory: directoryUnderTest, S3: s3UnderTest };

/** Bytes that differ from place to place, the same for the same size. */
function bytesOf(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE((at * 2654435761) % 4294967291, at);
  return bytes;
}

function inChunks(bytes: Buffer, size = 65_536): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

for (const [name, open] of Object.entries(STORES)) {
  describe(`artifact store: ${name}`, function () {
    this.timeout(60_000);
    let under: StoreUnderTest;

    before(async function () {
      under = await open(this);
    });
    afterEach(async () => {
      assert.deepEqual(await under.leftovers(), []);
    });
    after(() => under?.close());

    for (const text of ['', 'one', '試金石 𠮷']) {
      it(`gives back what was put: ${JSON.stringify(text)}`, async () => {
        const ref = await under.store.putBytes(text);
        assert.deepEqual(ref, { kind: 'blob', digest: sha256(text), bytes: Buffer.byteLength(text) });
        assert.equal((await under.store.readBytes(ref.digest)).toString(), text);
        assert.equal((await buffer(await under.store.openStream(ref.digest))).toString(), text);
        assert.equal(await readFile(await under.store.localFile(ref), 'utf8'), text);
        assert.equal(await under.store.has(ref), true);
      });
    }

    it('names equal bytes equally, however they come', async () => {
      const bytes = bytesOf(20 * MEGABYTE + 1);
      const directory = await mkdtemp(join(tmpdir(), 'touchstone-test-file-'));
      await writeFile(join(directory, 'file'), bytes);
      const refs = [
        await under.store.putStream(inChunks(bytes)),
        await under.store.putStream(inChunks(bytes, 3 * MEGABYTE)),
        await under.store.putFile(join(directory, 'file')),
        await under.store.putBytes(bytes),
      ];
      await rm(directory, { recursive: true });
      for (const ref of refs)
        assert.deepEqual(ref, { kind: 'blob', digest: sha256(bytes), bytes: bytes.length });
      assert.ok((await under.store.readBytes(refs[0]!.digest)).equals(bytes));
    });

    it('takes a stream of any length in little memory', async () => {
      const chunk = bytesOf(MEGABYTE);
      let highest = 0;
      const before = process.memoryUsage().arrayBuffers;
      const source = Readable.from(
        (function* () {
          for (let i = 0; i < 160; i++) {
            highest = Math.max(highest, process.memoryUsage().arrayBuffers - before);
            yield chunk;
          }
        })(),
      );
      const { bytes, digest } = await under.store.putStream(source);
      assert.equal(bytes, 160 * MEGABYTE);
      assert.ok(highest < 80 * MEGABYTE, `${highest} bytes`);
      await under.replace(digest, null);
    });

    for (const size of [100, 20 * MEGABYTE]) {
      it(`keeps nothing of a stream over the limit (${size} bytes)`, async () => {
        const bytes = bytesOf(size);
        const before = await under.blobs();
        await assert.rejects(under.store.putStream(inChunks(bytes), { limitBytes: size - 1 }), {
          code: 'UPLOAD_TOO_LARGE',
          params: { limit: size - 1 },
        });
        assert.deepEqual(await under.blobs(), before);
        const exact = await under.store.putStream(inChunks(bytes), { limitBytes: size });
        assert.equal(exact.bytes, size);
      });

      it(`keeps nothing of a stream that breaks off (after ${size} bytes)`, async () => {
        const before = await under.blobs();
        const broken = new Error('the line went dead');
        const failing = new PassThrough();
        const put = under.store.putStream(failing);
        failing.write(bytesOf(size), () => failing.destroy(broken));
        await assert.rejects(put, broken);

        const vanishing = new PassThrough();
        const second = under.store.putStream(vanishing);
        vanishing.write(bytesOf(size), () => vanishing.destroy());
        await assert.rejects(second, { code: 'ERR_STREAM_PREMATURE_CLOSE' });
        assert.deepEqual(await under.blobs(), before);
      });
    }

    it('stores the same bytes once when many bring them at once', async () => {
      const bytes = bytesOf(MEGABYTE + 7);
      const before = await under.blobs();
      const refs = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          i % 2 === 0 ? under.store.putStream(inChunks(bytes)) : under.store.putBytes(bytes),
        ),
      );
      assert.equal(new Set(refs.map(({ digest }) => digest)).size, 1);
      assert.deepEqual(await under.blobs(), [...before, refs[0]!.digest].sort());
      assert.ok((await under.store.readBytes(refs[0]!.digest)).equals(bytes));
    });

    it('says that a blob is missing', async () => {
      const digest = sha256('never stored');
      const missing = { code: 'ARTIFACT_MISSING', params: { digest } };
      const ref = { kind: 'blob', digest, bytes: 12 } as const;
      assert.equal(await under.store.has(ref), false);
      await assert.rejects(under.store.readBytes(digest), missing);
      await assert.rejects(under.store.openStream(digest), missing);
      await assert.rejects(under.store.localFile(ref), missing);
      await assert.rejects(under.store.localTree({ ...ref, kind: 'tree' }), missing);
    });

    it('refuses what is no digest', async () => {
      for (const digest of ['', '../../etc/passwd', 'A'.repeat(64), `${'0'.repeat(64)}\n`, '0'.repeat(63)]) {
        await assert.rejects(under.store.readBytes(digest), { code: 'PATH_UNSAFE' });
        await assert.rejects(under.store.has({ kind: 'blob', digest, bytes: 0 }), { code: 'PATH_UNSAFE' });
      }
    });

    it('notices bytes that are not those of the name', async () => {
      const ref = await under.store.putBytes('what was meant');
      await under.replace(ref.digest, Buffer.from('what was MEANT'));
      const corrupt = { code: 'ARTIFACT_CORRUPT', params: { digest: ref.digest } };
      await assert.rejects(under.store.readBytes(ref.digest), corrupt);
      await assert.rejects(under.store.openStream(ref.digest).then(buffer), corrupt);
    });

    it('notices a torn blob, and heals it when the bytes come again', async () => {
      const ref = await under.store.putBytes('not torn at all');
      await under.replace(ref.digest, Buffer.from('not torn'));
      assert.equal(await under.store.has(ref), false);
      await assert.rejects(under.store.localFile(ref), { code: 'ARTIFACT_CORRUPT' });
      await under.store.putStream(Readable.from([Buffer.from('not torn at all')]));
      assert.equal((await under.store.readBytes(ref.digest)).toString(), 'not torn at all');
    });

    it('reads no further than it was allowed', async () => {
      const { digest } = await under.store.putBytes('0123456789');
      assert.equal((await under.store.readBytes(digest, { limitBytes: 10 })).length, 10);
      await assert.rejects(under.store.readBytes(digest, { limitBytes: 9 }), { code: 'ARTIFACT_CORRUPT' });
    });

    it('lets a reader go before the end', async () => {
      const { digest } = await under.store.putBytes(bytesOf(8 * MEGABYTE));
      const unread = await under.store.openStream(digest);
      unread.destroy();
      for await (const _ of await under.store.openStream(digest)) break;
      assert.equal((await under.store.readBytes(digest)).length, 8 * MEGABYTE);
    });

    describe('trees', () => {
      const FILES = { 'a.txt': 'a', 'below/deeper/檔案 (1).json': '{}', 'below/b.bin': 'b', empty: '' };
      let directory: string;

      before(async () => {
        directory = await mkdtemp(join(tmpdir(), 'touchstone-test-tree-'));
        for (const [path, content] of Object.entries(FILES)) {
          await mkdir(join(directory, path, '..'), { recursive: true });
          await writeFile(join(directory, path), content);
        }
      });
      after(() => rm(directory, { recursive: true, force: true }));

      it('gives back every file, read-only, laid out once', async () => {
        const ref = await under.store.putTree(directory);
        assert.equal(ref.bytes, 4);
        const laidOut = await Promise.all([under.store.localTree(ref), under.store.localTree(ref)]);
        assert.equal(laidOut[0], laidOut[1]);
        assert.deepEqual(await filesBelow(laidOut[0]!), Object.keys(FILES).sort());
        for (const [path, content] of Object.entries(FILES)) {
          assert.equal(await readFile(join(laidOut[0]!, path), 'utf8'), content);
          assert.equal((await stat(join(laidOut[0]!, path))).mode & 0o222, 0);
        }
        const { ino } = await stat(laidOut[0]!);
        assert.equal((await stat(await under.store.localTree(ref))).ino, ino);
      });

      it('names equal trees equally, in whatever order their files come', async () => {
        const ref = await under.store.putTree(directory);
        const entries = await under.store.listTree(ref);
        assert.deepEqual(
          entries.map(({ path }) => path),
          Object.keys(FILES).sort(),
        );
        assert.deepEqual(await under.store.putTreeOf([...entries].reverse()), ref);
        // The same in every store and for ever: stage keys and lineages hold it.
        const manifest = entries.map(({ path, digest, bytes }) => ({ path, digest, bytes }));
        assert.equal(ref.digest, sha256(JSON.stringify({ files: manifest })));
      });

      it('has a tree only while it has all of its files', async () => {
        const entry = await under.store.putBytes('leaf of a tree');
        const ref = await under.store.putTreeOf([{ path: 'leaf', digest: entry.digest, bytes: entry.bytes }]);
        assert.equal(await under.store.has(ref), true);
        await under.replace(entry.digest, null);
        assert.equal(await under.store.has(ref), false);
        await assert.rejects(under.store.localTree(ref), { code: 'ARTIFACT_MISSING' });
      });

      it('refuses symbolic links', async () => {
        for (const target of ['a.txt', '/etc/passwd', 'nowhere', 'below']) {
          await symlink(target, join(directory, 'link'));
          await assert.rejects(under.store.putTree(directory), {
            code: 'PATH_UNSAFE',
            params: { path: 'link' },
          });
          await rm(join(directory, 'link'));
        }
      });
    });
  });
}
