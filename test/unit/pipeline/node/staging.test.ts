import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TreeEntry } from '../../../../pipeline/contracts/artifact.ts';
import type { WorkEnvelope } from '../../../../pipeline/contracts/nodes/work.ts';
import type { PredictJob } from '../../../../pipeline/contracts/trainer.ts';
import { InputCache } from '../../../../pipeline/node/cache.ts';
import { Link } from '../../../../pipeline/node/link.ts';
import { asDiskFull, jobOf, stageCheckpoint, stageInputs } from '../../../../pipeline/node/staging.ts';

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const entry = (path: string, text: string): TreeEntry => ({
  path,
  digest: digestOf(text),
  bytes: text.length,
});

describe('inputs on a node', () => {
  let home: string;
  let server: Server;
  let files: Map<string, string>;
  let asked: string[];
  let cache: InputCache;
  const envelope: WorkEnvelope = {
    format: 1,
    verb: 'train',
    job: {
      ...{ base_dir: 'input:base', train_records: 'input:train', validation_records: null },
      ...{ work_dir: 'work:', out_dir: 'out:', base_id: 'input:base', epochs: 1 },
    },
    inputs: {
      base: { kind: 'tree', files: [entry('config.json', '{}'), entry('sub/weights.bin', 'weights')] },
      train: { kind: 'file', files: [entry('anything', 'records')] },
    },
  };

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'touchstone-staging-'));
    files = new Map(['{}', 'weights', 'records'].map((text) => [digestOf(text), text]));
    asked = [];
    server = createServer((request, response) => {
      const digest = request.url!.split('/').at(-1)!;
      asked.push(digest);
      response.end(files.get(digest));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cache = await InputCache.open(join(home, 'cache'), 1000);
    await mkdir(join(home, 'lease'));
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(home, { recursive: true, force: true });
  });
  const options = (own = cache) => ({
    node: 'gpu-1',
    cache: own,
    link: new Link({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      apiKey: 'x',
      language: 'en',
    }),
    directory: join(home, 'lease'),
    signal: new AbortController().signal,
  });
  const staged = (path: string) => readFile(join(home, 'lease', 'in', path), 'utf8');

  it('are fetched once, and laid out where the job says they are', async () => {
    await stageInputs(envelope, options());
    await stageInputs(envelope, options());
    assert.equal(asked.length, 3);
    assert.equal(await staged('base/sub/weights.bin'), 'weights');
    const job = jobOf(envelope, '/lease') as unknown as Record<string, unknown>;
    assert.deepEqual(job, {
      verb: 'train',
      ...{
        base_dir: '/lease/in/base',
        train_records: '/lease/in/train/records.arrow',
        validation_records: null,
      },
      ...{ work_dir: '/lease/work', out_dir: '/lease/out', base_id: 'input:base', epochs: 1 },
    });
  });

  it('of a prediction have their places in its systems, and what is learnt on the base has one too', () => {
    const systems = [
      { id: 'tuned', adapter_dir: 'input:adapter-0' },
      { id: 'frozen', adapter_dir: null, learns_from: 'input:learnt-1' },
    ];
    const inputs = {
      'adapter-0': { kind: 'tree', files: [entry('weights.bin', 'weights')] },
      'learnt-1': { kind: 'file', files: [entry('anything', 'records')] },
    } as const;
    const job = jobOf({ format: 1, verb: 'predict', job: { systems }, inputs }, '/lease') as PredictJob;
    assert.deepEqual(job.systems, [
      { id: 'tuned', adapter_dir: '/lease/in/adapter-0' },
      { id: 'frozen', adapter_dir: null, learns_from: '/lease/in/learnt-1/records.arrow' },
    ]);
  });

  it('that were damaged in the cache are thrown away and fetched again', async () => {
    await stageInputs(envelope, options());
    await writeFile(cache.pathOf(digestOf('weights')), 'wEights');
    await stageInputs(envelope, options());
    assert.deepEqual(asked.slice(3), [digestOf('weights')]);
    assert.equal(await staged('base/sub/weights.bin'), 'weights');
    assert.equal(await readFile(cache.pathOf(digestOf('weights')), 'utf8'), 'weights');
  });

  it('that arrive damaged twice are refused, and nothing of them stays', async () => {
    files.set(digestOf('weights'), 'wEights');
    await assert.rejects(stageInputs(envelope, options()), { code: 'NODE_INPUT_CORRUPT' });
    assert.equal(await cache.has(digestOf('weights'), 7), false);
  });

  it('go, the longest unused first, where others need their room; and work that is too large for it is refused', async () => {
    const small = await InputCache.open(join(home, 'small'), 20);
    await stageInputs(envelope, options(small));
    const other = 'other records';
    files.set(digestOf(other), other);
    const next = { ...envelope, inputs: { train: { kind: 'file', files: [entry('a', other)] } } } as const;
    await stageInputs(next, options(small));
    assert.ok(small.bytes <= 20 && (await small.has(digestOf(other), other.length)));
    const large = {
      ...envelope,
      inputs: { train: { kind: 'file', files: [{ ...entry('a', ''), bytes: 2 ** 30 }] } },
    } as const;
    await assert.rejects(stageInputs(large, options(small)), {
      code: 'NODE_CACHE_TOO_SMALL',
      params: { node: 'gpu-1', limit: 0, needed: 1024 },
    });
  });

  it('that the disk has no room for are refused before anything is fetched', async () => {
    const huge = {
      ...envelope,
      inputs: { train: { kind: 'file', files: [{ ...entry('a', ''), bytes: 2 ** 52 }] } },
    } as const;
    const endless = await InputCache.open(join(home, 'endless'), 2 ** 53 - 1);
    await assert.rejects(stageInputs(huge, options(endless)), (error: { code: string; message: string }) => {
      assert.equal(error.code, 'NODE_DISK_FULL');
      assert.match(error.message, /gpu-1 .*MiB free, \d+ MiB needed/);
      return true;
    });
    assert.deepEqual(asked, []);
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    assert.equal((asDiskFull(full, 'gpu-1') as { code: string }).code, 'NODE_DISK_FULL');
  });

  it('that would lie elsewhere are refused', async () => {
    for (const path of ['../out', '/etc/passwd', 'a/../../b']) {
      const evil = {
        ...envelope,
        inputs: { base: { kind: 'tree', files: [{ ...entry('a', '{}'), path }] } },
      } as const;
      await assert.rejects(stageInputs(evil, options()), { code: 'PATH_UNSAFE' });
    }
    assert.throws(() => jobOf({ ...envelope, job: { base_dir: 'input:absent' } }, '/x'), {
      code: 'LEASE_SCOPE',
    });
  });

  it('leave damaged files of a checkpoint out: the one before serves', async () => {
    const kept = [entry('checkpoints/f/step-1.json', 'one'), entry('checkpoints/f/step-2.json', 'two')];
    files.set(kept[0]!.digest, 'one').set(kept[1]!.digest, 'twO');
    await stageCheckpoint(kept, options());
    const work = join(home, 'lease', 'work', 'checkpoints', 'f');
    assert.equal(await readFile(join(work, 'step-1.json'), 'utf8'), 'one');
    await assert.rejects(readFile(join(work, 'step-2.json')), { code: 'ENOENT' });
    assert.ok(dirname(work).endsWith('checkpoints'));
  });
});
