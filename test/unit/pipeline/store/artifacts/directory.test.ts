import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DirectoryStore } from '../../../../../pipeline/store/artifacts/directory.ts';
import { notExercised } from '../../../../preflight.ts';
import { directoryUnderTest, filesBelow } from './artifact-stores.ts';

describe('artifact directory', function () {
  this.timeout(20_000);

  it('forgets what an earlier process left half-written', async () => {
    const under = await directoryUnderTest();
    const kept = await under.store.putBytes('kept');
    await writeFile(join(under.local, 'incoming', 'torn'), 'half');
    const again = await DirectoryStore.open(under.local);
    assert.deepEqual(await under.leftovers(), []);
    assert.equal(await again.has(kept), true);
    await under.close();
  });

  it('does not take an absent disk for an empty one', async () => {
    const under = await directoryUnderTest();
    const ref = await under.store.putBytes('on the disk');
    const unmounted = `${under.local}-unmounted`;
    await rename(under.local, unmounted);
    const unreachable = {
      code: 'STORE_UNREACHABLE',
      params: { store: 'artifact directory', detail: 'ENOENT' },
    };
    for (const emptyMountPoint of [false, true]) {
      if (emptyMountPoint) await mkdir(under.local);
      await assert.rejects(under.store.has(ref), unreachable);
      await assert.rejects(under.store.readBytes(ref.digest), unreachable);
      await assert.rejects(under.store.putBytes('more'), unreachable);
      await assert.rejects(under.store.putStream(Readable.from([Buffer.from('more')])), unreachable);
    }
    await rm(under.local, { recursive: true });
    await rename(unmounted, under.local);
    assert.equal(await under.store.has(ref), true);
    await under.close();
  });

  it('leaves the errors of a file that is to be stored as they are', async () => {
    const under = await directoryUnderTest();
    await assert.rejects(under.store.putFile(join(tmpdir(), 'no-such-file')), { code: 'ENOENT' });
    assert.deepEqual(await under.leftovers(), []);
    await under.close();
  });

  describe('on a full disk', () => {
    let disk: string;

    before(async function () {
      disk = await mkdtemp(join(tmpdir(), 'touchstone-test-disk-'));
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        await rm(disk, { recursive: true });
        notExercised(this, 'a full disk under the artifacts', 'sudo -E npm test   # may mount a small tmpfs');
      }
    });
    after(async () => {
      execFileSync('umount', [disk]);
      await rm(disk, { recursive: true });
    });

    it('says so, keeps nothing half-written, and goes on when there is space', async () => {
      const store = await DirectoryStore.open(disk);
      const first = await store.putBytes(randomBytes(1024 * 1024));
      const second = randomBytes(1024 * 1024 + 1);
      const full = { code: 'DISK_FULL', params: { place: 'artifacts' } };
      await assert.rejects(store.putBytes(second), full);
      await assert.rejects(store.putStream(Readable.from([second])), full);
      assert.deepEqual(await filesBelow(join(disk, 'incoming')), []);
      assert.equal(await store.has(first), true);
      await rm(await store.localFile(first));
      const stored = await store.putBytes(second);
      assert.equal(await store.has(stored), true);
    });
  });
});
