import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signatureOf, takeSnapshot } from '../../../../pipeline/node/snapshot.ts';
import { readTokenFile } from '../../../../pipeline/node/token-file.ts';

describe('a picture of what a trainer keeps', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'touchstone-snapshot-'));
    await mkdir(join(home, 'work', 'checkpoints', 'f'), { recursive: true });
  });
  afterEach(() => rm(home, { recursive: true, force: true }));
  const put = async (path: string, text: string) => {
    const file = join(home, 'work', path);
    await writeFile(`${file}.partial`, text);
    await rename(`${file}.partial`, file);
  };

  it('stays as it was while the trainer goes on, and holds no lock and nothing half-written', async () => {
    await put('checkpoints/f/step-1.json', 'one');
    await put('checkpoints/f/step-1.safetensors', 'tensors');
    await writeFile(join(home, 'work', 'lock'), '');
    await writeFile(join(home, 'work', 'checkpoints', 'f', 'step-2.json.partial'), 'tw');
    const paths = await takeSnapshot(join(home, 'work'), join(home, 'snapshot'));
    assert.deepEqual(paths, ['checkpoints/f/step-1.json', 'checkpoints/f/step-1.safetensors']);
    await put('checkpoints/f/step-1.json', 'changed');
    await rm(join(home, 'work', 'checkpoints', 'f', 'step-1.safetensors'));
    assert.equal(await readFile(join(home, 'snapshot', paths[0]!), 'utf8'), 'one');
    assert.equal(await readFile(join(home, 'snapshot', paths[1]!), 'utf8'), 'tensors');
    assert.deepEqual(await takeSnapshot(join(home, 'absent'), join(home, 'none')), []);
  });

  it('is worth taking when there is a new checkpoint, not when the trainer only counted what it used', async () => {
    await put('checkpoints/f/step-1.json', 'one');
    const before = await signatureOf(join(home, 'work'));
    await put('usage.json', '{}');
    assert.equal(await signatureOf(join(home, 'work')), before);
    await put('checkpoints/f/step-2.json', 'two');
    assert.notEqual(await signatureOf(join(home, 'work')), before);
  });
});

describe('the file with the token', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'touchstone-token-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is read, and refused without a word of what is in it where others may read it or it holds none', async () => {
    const file = join(home, 'token');
    const token = `tsn.gpu-1.${'x'.repeat(43)}`;
    await writeFile(file, `${token}\n`, { mode: 0o600 });
    assert.deepEqual(await readTokenFile(file), { name: 'gpu-1', token });
    const open = join(home, 'open');
    await writeFile(open, token, { mode: 0o644 });
    const other = join(home, 'other');
    await writeFile(other, 'tsn.secret-of-something-else', { mode: 0o600 });
    for (const wrong of [open, other, join(home, 'absent'), home])
      await assert.rejects(readTokenFile(wrong), (error: Error & { code: string }) => {
        assert.equal(error.code, 'NODE_TOKEN_FILE');
        assert.ok(!error.message.includes('secret') && !error.message.includes('xxx'));
        return true;
      });
  });
});
