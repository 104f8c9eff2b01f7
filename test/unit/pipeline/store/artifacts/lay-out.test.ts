import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOut } from '../../../../../pipeline/store/artifacts/lay-out.ts';
import { notExercised } from '../../../../preflight.ts';
import { filesBelow } from './artifact-stores.ts';

const ENTRIES = [
  { path: 'a', digest: 'a', bytes: 1 },
  { path: 'below/b', digest: 'b', bytes: 1 },
];

describe('laying out a tree', () => {
  let root: string;
  let files: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'touchstone-test-layout-'));
    for (const room of ['incoming', 'trees', 'files']) await mkdir(join(root, room));
    files = join(root, 'files');
    for (const { digest } of ENTRIES) await writeFile(join(files, digest), digest, { mode: 0o400 });
  });
  afterEach(() => rm(root, { recursive: true }));

  const fromFiles = async ({ digest }: { digest: string }) => join(files, digest);

  it('links, and copies nothing', async () => {
    const tree = await layOut(root, ENTRIES, 'tree', fromFiles);
    assert.deepEqual(await filesBelow(tree), ['a', 'below/b']);
    assert.equal((await stat(join(tree, 'a'))).ino, (await stat(join(files, 'a'))).ino);
  });

  it('leaves nothing when it fails on the way', async () => {
    const fails = async ({ digest }: { digest: string }) => {
      if (digest === 'b') throw new Error('no such blob');
      return join(files, digest);
    };
    await assert.rejects(layOut(root, ENTRIES, 'tree', fails), /no such blob/);
    assert.deepEqual(await filesBelow(join(root, 'incoming')), []);
    assert.deepEqual(await filesBelow(join(root, 'trees')), []);
  });

  it('never writes into a file that is there', async () => {
    const twice = [ENTRIES[0]!, { ...ENTRIES[1]!, path: 'a' }];
    await assert.rejects(layOut(root, twice, 'tree', fromFiles), { code: 'EEXIST' });
    assert.equal(await readFile(join(files, 'a'), 'utf8'), 'a');
  });

  it('copies from another file system', async function () {
    const disk = await mkdtemp(join(tmpdir(), 'touchstone-test-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      await rm(disk, { recursive: true });
      notExercised(this, 'trees across file systems', 'sudo -E npm test   # may mount a small tmpfs');
    }
    try {
      await writeFile(join(disk, 'a'), 'from afar', { mode: 0o400 });
      const tree = await layOut(root, [ENTRIES[0]!], 'tree', async () => join(disk, 'a'));
      assert.equal(await readFile(join(tree, 'a'), 'utf8'), 'from afar');
      assert.equal((await stat(join(tree, 'a'))).mode & 0o222, 0);
    } finally {
      execFileSync('umount', [disk]);
      await rm(disk, { recursive: true });
    }
  });
});
