import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PredictJob } from '../../../../../pipeline/contracts/trainer.ts';
import { copyFolder, digestOfSums, sumsOf } from '../../../../../pipeline/executor/cluster/files.ts';
import { SharedFolder } from '../../../../../pipeline/executor/cluster/place.ts';
import { inputsOf, keyOf, relocated } from '../../../../../pipeline/executor/cluster/work.ts';

const ERRORS = {
  unusable: 'SLURM_SHARED',
  inputChanged: 'SLURM_INPUT_CHANGED',
  resultBroken: 'SLURM_RESULT_BROKEN',
} as const;

describe('a piece of work', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-work-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A prediction whose files lie in a home of its own. */
  const prediction = (home: string, { records = 'r', weights = 'w', train = 't' } = {}): PredictJob => {
    const at = (name: string) => join(root, home, name);
    for (const folder of ['base', 'adapter']) mkdirSync(at(folder), { recursive: true });
    writeFileSync(at('base/base.json'), JSON.stringify({ digest: 'a'.repeat(64) }));
    writeFileSync(at('records'), records);
    writeFileSync(at('train'), train);
    writeFileSync(at('adapter/adapter_model.safetensors'), weights);
    return {
      verb: 'predict',
      base_dir: at('base'),
      work_dir: at('work/key/work'),
      out_dir: at('work/key/out'),
      records: at('records'),
      labels: ['a', 'b'],
      prompt: { id: 'x', system: null, user: '{input}' },
      chat_format: {} as PredictJob['chat_format'],
      mode: 'likelihood',
      systems: [
        { id: 'base', adapter_dir: null },
        { id: 'tuned', adapter_dir: at('adapter') },
        { id: 'frozen', adapter_dir: null, learns_from: at('train') },
      ],
      max_length: 64,
      batch_size: 'auto',
      seed: 0,
    };
  };
  const key = (job: PredictJob, home: string) => keyOf(job, join(root, home));

  it('has the same name for every service that comes to do it, and another one for other work', async () => {
    const name = await key(prediction('one'), 'one');
    assert.match(name, /^[0-9a-f]{32}$/);
    assert.equal(await key(prediction('two'), 'two'), name);
    assert.notEqual(await key(prediction('three', { records: 'other' }), 'three'), name);
    assert.notEqual(await key(prediction('four', { weights: 'other' }), 'four'), name);
    assert.notEqual(await key(prediction('five', { train: 'other' }), 'five'), name);
    assert.notEqual(await key({ ...prediction('six'), seed: 1 }, 'six'), name);
  });

  it('reads from where nodes see its inputs', () => {
    const job = prediction('one');
    assert.deepEqual(
      inputsOf(job).map(({ name, kind }) => `${name} ${kind}`),
      ['records file', 'adapter-1 folder', 'learnt-2 file'],
    );
    const places = { base: '/s/base', work: '/s/work', out: '/s/out' };
    const moved = relocated(job, places, (name) => `/s/inputs/${name}`) as PredictJob;
    assert.equal(JSON.stringify(moved).includes(root), false);
    assert.equal(moved.systems[1]!.adapter_dir, '/s/inputs/adapter-1');
    assert.equal(moved.systems[2]!.learns_from, '/s/inputs/learnt-2');
  });

  it('takes no links along', async () => {
    const { base_dir: base } = prediction('one');
    writeFileSync(join(root, 'secret'), 'x');
    symlinkSync(join(root, 'secret'), join(base, 'link'));
    const copied = await copyFolder(base, join(root, 'copy'));
    assert.deepEqual([...copied.keys()], ['base.json']);
    assert.equal(digestOfSums(copied), digestOfSums(await sumsOf(base)));
    assert.deepEqual(await readdir(join(root, 'copy')), ['base.json']);
  });

  it('remembers its job, and is forgotten when nothing has touched it for a fortnight', async () => {
    const shared = new SharedFolder(root, ERRORS);
    const [old, young] = [shared.place('old'), shared.place('young')];
    for (const place of [old, young]) {
      assert.equal(await place.attempt(), null);
      await place.setAttempt({ number: 2, job: '7', settled: false });
      assert.deepEqual(await place.attempt(), { format: 1, number: 2, job: '7', settled: false });
      await place.watch(new Date());
    }
    const then = new Date(Date.now() - 15 * 24 * 3600 * 1000);
    for (const path of [old.directory, old.at('attempt.json'), old.at('watched')])
      utimesSync(path, then, then);
    utimesSync(young.directory, then, then);
    await shared.tidy(Date.now());
    assert.deepEqual(await readdir(join(root, 'work')), ['young']);
  });

  it('says so where the shared folder holds what no service wrote, or is none', async () => {
    const place = new SharedFolder(root, ERRORS).place('x');
    await place.write('attempt.json', '{');
    await assert.rejects(place.attempt(), /SLURM_SHARED/);
    writeFileSync(join(root, 'file'), '');
    await assert.rejects(new SharedFolder(join(root, 'file'), ERRORS).place('x').attempt(), /SLURM_SHARED/);
    await place.write('owner-1', 'x; rm');
    assert.equal(await place.ownerOf(1), null);
  });
});
