import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { notExercised } from '../preflight.ts';
import { SLURM_INSTALL, type SlurmServer, startSlurm } from '../servers/slurm.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { trainersOf } from './trainers.ts';
import { createWorld, type World } from './world.ts';

const OVERRIDE = { by: 'slurm test', reason: 'random weights never pass the gate' };

/** The whole service hands its model work to a real Slurm. */
describe('model work on Slurm', function () {
  this.timeout(900_000);
  let slurm: SlurmServer;
  let shared: string;
  let world: World;
  let service: ServiceUnderTest;

  before(async function () {
    const started = await startSlurm();
    if (started === null) return notExercised(this, 'Slurm', SLURM_INSTALL);
    slurm = started;
  });
  beforeEach(async function () {
    shared = await mkdtemp(join(tmpdir(), "touchstone 共用 'shared' $(touch x)-"));
    world = await createWorld('embedded', this, {
      ...slurm.environment,
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_SLURM_SHARED: shared,
      TOUCHSTONE_SLURM_DEVICE: 'cpu',
      TOUCHSTONE_SLURM_CPUS: '1',
      TOUCHSTONE_SLURM_MEMORY: '1G',
      TOUCHSTONE_SLURM_POLL: '1',
    });
    service = await ServiceUnderTest.start(world.environment);
  });
  afterEach(async () => {
    await service?.stop();
    await slurm?.clear();
    await world?.dispose();
    if (shared) await rm(shared, { recursive: true, force: true });
  });
  after(() => slurm?.stop());

  const start = async (epochs: number) => {
    const dataset = await service.upload('d', tinyRows());
    const spec = {
      train: { epochs, seed: 1, batch_size: 2 },
      evaluate: { draws: 100, explain: false },
      publish: { override: OVERRIDE },
    };
    return (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id;
  };
  /** Jobs that Slurm has seen since the last test. */
  const jobs = async (first: number) => {
    const told = JSON.parse(await slurm.command('squeue', '--json')) as {
      jobs: { job_id: number; name: string; job_state: string }[];
    };
    return told.jobs
      .filter(({ job_id: id }) => id >= first)
      .map(({ job_id: id, name, job_state: state }) => ({ id, name, state }));
  };
  const nextId = async () =>
    Number(await slurm.command('sbatch', '--parsable', '--hold', '--output=/dev/null', '--wrap', 'true')) + 1;
  const events = async () => {
    const works = await readdir(join(shared, 'work')).catch(() => []);
    const texts = works.map((work) =>
      readFile(join(shared, 'work', work, 'events.jsonl'), 'utf8').catch(() => ''),
    );
    return (await Promise.all(texts)).join('');
  };
  const training = async () => {
    while (!(await events()).includes('"stage": "train"')) await delay(50);
  };

  it('does every command of a run as one job each, although service and controller die in the midst', async () => {
    const first = await nextId();
    const id = await start(12);
    await training();
    await slurm.outage(() => service.kill());
    service = await ServiceUnderTest.start(world.environment);
    const said: string[] = [];
    for await (const { body } of service.events(id))
      if (body.type === 'progress' && body.progress.message) said.push(body.progress.message.en);
    const run = await service.run(id);
    assert.deepEqual(
      [run.status, run.model],
      ['succeeded', { name: 'm', version: 1 }],
      JSON.stringify(run.error),
    );
    const done = await jobs(first);
    assert.ok(done.length >= 2, JSON.stringify(done));
    // The number at the end of a name counts the jobs for the same work.
    assert.deepEqual(
      done.filter(({ name, state }) => state !== 'COMPLETED' || !name.endsWith('-1')),
      [],
    );
    assert.equal(new Set(done.map(({ name }) => name)).size, done.length);
    assert.match(said.join('\n'), /^Slurm job \d+ runs on /m);
    assert.deepEqual(await readdir(join(shared, 'work')), []);
    assert.equal((await readdir(join(shared, 'bases'))).length, 1);
  });

  it('ends the job of a run that is cancelled, trainer and all', async () => {
    const first = await nextId();
    const id = await start(50);
    await training();
    await fetch(`${service.url}/v1/runs/${id}/cancel`, { method: 'POST' });
    assert.equal((await service.finished(id)).status, 'cancelled');
    while ((await trainersOf(shared)).length > 0) await delay(50);
    while ((await jobs(first))[0]?.state !== 'CANCELLED') await delay(50);
  });
});
