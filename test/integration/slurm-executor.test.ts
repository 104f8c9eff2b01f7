import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PACKAGE_ROOT } from '../../pipeline/config/package-root.ts';
import { readSettings } from '../../pipeline/config/settings.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ModelWork, StageProgress } from '../../pipeline/contracts/stage.ts';
import type { TrainJob } from '../../pipeline/contracts/trainer.ts';
import { ClusterExecutor } from '../../pipeline/executor/cluster/executor.ts';
import { LocalExecutor } from '../../pipeline/executor/local.ts';
import { SlurmJobs } from '../../pipeline/executor/slurm/jobs.ts';
import { checkSlurm } from '../../pipeline/slurm/check.ts';
import { notExercised } from '../preflight.ts';
import { SLURM_INSTALL, type SlurmServer, startSlurm } from '../servers/slurm.ts';
import { tinyTraining } from './slurm-work.ts';
import { trainersOf } from './trainers.ts';

const { signal } = new AbortController();
const SECRET = 'operator:no-job-may-see-this-key';

/** The executor by itself on a real Slurm. */
describe('the Slurm executor', function () {
  this.timeout(900_000);
  let slurm: SlurmServer;
  let root: string;
  let shared: string;

  before(async function () {
    const started = await startSlurm();
    if (started === null) return notExercised(this, 'Slurm', SLURM_INSTALL);
    slurm = started;
  });
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'touchstone-slurm-'));
    shared = join(root, "共用 'shared' $(touch x)");
    mkdirSync(shared);
  });
  afterEach(async () => {
    await slurm?.clear();
    if (root) await rm(root, { recursive: true, force: true });
  });
  after(() => slurm?.stop());

  const executor = (more: Readonly<Record<string, string>> = {}) => {
    const environment = {
      ...{ PATH: process.env.PATH ?? '', HOME: root, TOUCHSTONE_API_KEYS: SECRET },
      ...slurm.environment,
    };
    const settings = readSettings({
      ...(process.env.TOUCHSTONE_PYTHON ? { TOUCHSTONE_PYTHON: process.env.TOUCHSTONE_PYTHON } : {}),
      ...{ TOUCHSTONE_HOME: root, TOUCHSTONE_DEVICE: 'cpu', TOUCHSTONE_THREADS: '1' },
      TOUCHSTONE_SLURM_SHARED: shared,
      TOUCHSTONE_SLURM_DEVICE: 'cpu',
      TOUCHSTONE_SLURM_CPUS: '1',
      TOUCHSTONE_SLURM_MEMORY: '500M',
      TOUCHSTONE_SLURM_POLL: '1',
      ...more,
    });
    const packageDirectory = join(PACKAGE_ROOT, 'stages', 'train', 'trainer');
    const directory = join(root, 'trainer');
    const local = new LocalExecutor({ trainer: settings.trainer, packageDirectory, directory, environment });
    const { slurm: ours, namespace, home } = settings;
    const jobs = new SlurmJobs({ slurm: ours!, namespace, packageDirectory, environment });
    return { local, slurm: new ClusterExecutor(jobs, { home, local }) };
  };
  /** Work under way: how it ends, what it says, and when it trains. */
  const begin = (on: ModelWork, job: TrainJob) => {
    const said: StageProgress[] = [];
    const stop = new AbortController();
    const done = on.run(job, { onProgress: (one) => said.push(one), signal: stop.signal }).then(
      (result) => ({ result, error: null }),
      (error: unknown) => ({ result: null, error: error as TouchstoneError }),
    );
    const messages = () => said.flatMap(({ message }) => (message ? [message.en] : []));
    const until = async (there: () => boolean) => {
      let over = false;
      void done.then(() => {
        over = true;
      });
      while (!there()) {
        assert.ok(!over, `it was over too soon: ${JSON.stringify(await Promise.race([done, null]))}`);
        await delay(20);
      }
    };
    const training = () => until(() => said.some(({ percent, loss }) => percent > 5 && loss !== undefined));
    return { done, messages, until, training, stop };
  };
  const place = () => join(shared, 'work', readdirSync(join(shared, 'work'))[0]!);
  const attempt = () => JSON.parse(readFileSync(join(place(), 'attempt.json'), 'utf8')) as { job: string };
  const adapter = (job: TrainJob) => readFileSync(join(job.out_dir, 'adapter_model.safetensors'));
  const states = async () =>
    (await slurm.command('squeue', '--noheader', '--states=all', '--format=%A %j %T')).split('\n');

  it('stores a checkpoint when it is preempted, queues itself again, and ends with the same adapter as without', async () => {
    const setup = join(root, 'set up.sh');
    writeFileSync(setup, `env >${JSON.stringify(join(root, 'env'))}\n`);
    const { slurm: ours, local } = executor({ TOUCHSTONE_SLURM_SETUP: setup });
    const job = await tinyTraining(root, 12);
    const elsewhere = await tinyTraining(join(root, 'elsewhere'), 12);
    const undisturbed = begin(local, elsewhere);
    const work = begin(ours, job);
    await work.training();
    const { job: id } = attempt();
    // A job of a higher tier, with which ours has no room.
    const room = ['--partition=urgent', '--mem=3800M', '--output=/dev/null'];
    await slurm.command('sbatch', ...room, '--wrap=sleep 1');
    const { result, error } = await work.done;
    assert.equal(error, null, String(error));
    const facts = result!.slurm as { job: string; restarts: number; allocated: string };
    assert.equal(facts.job, id);
    // Queued again, it may begin before the job that it made way for, and make way once more.
    assert.ok(facts.restarts >= 1, String(facts.restarts));
    assert.match(facts.allocated, /cpu=1/);
    const messages = work.messages().join('\n');
    assert.match(messages, /waits again, to go on from its checkpoint/);
    assert.match(messages, /Training goes on from its checkpoint: step \d+/);
    assert.equal((await undisturbed.done).error, null);
    assert.ok(adapter(job).equals(adapter(elsewhere)));
    assert.deepEqual(readdirSync(join(shared, 'work')), []);
    assert.doesNotMatch(readFileSync(join(root, 'env'), 'utf8'), /no-job-may-see/);
  });

  it('finds the job that it had submitted when it died before it could write that down', async () => {
    const job = await tinyTraining(root, 12, 2);
    const first = begin(executor().slurm, job);
    await first.training();
    const { job: id } = attempt();
    // As a service that is shut down, and as one that was killed between submitting and writing down.
    first.stop.abort(new TouchstoneError('TRAINER_INTERRUPTED'));
    assert.equal((await first.done).error?.code, 'TRAINER_INTERRUPTED');
    writeFileSync(join(place(), 'attempt.json'), '{"format":1,"number":1,"job":null,"settled":false}');
    // A second submission of the same work, as one that was under way when the service died: it does nothing.
    const log = join(root, 'twin.log');
    const [, name] = (await states()).find((line) => line.startsWith(`${id} `))!.split(' ');
    const options = ['--wait', `--job-name=other-${name}`, `--output=${log}`];
    await slurm.command('sbatch', ...options, join(place(), 'batch.sh'));
    assert.equal(readFileSync(log, 'utf8'), `Job ${id} does this work already.\n`);
    const second = begin(executor().slurm, job);
    const { result, error } = await second.done;
    assert.equal(error, null, String(error));
    assert.equal((result!.slurm as { job: string }).job, id);
    assert.equal((await states()).filter((line) => line.includes(` ${name} `)).length, 1);
  });

  it('tells a job that somebody cancelled in Slurm from all else, and goes on from its checkpoint when asked again', async () => {
    const job = await tinyTraining(root, 12, 3);
    const first = begin(executor().slurm, job);
    await first.training();
    await slurm.command('scancel', attempt().job);
    assert.equal((await first.done).error?.code, 'SLURM_JOB_CANCELLED');
    const second = begin(executor().slurm, job);
    assert.equal((await second.done).error, null);
    assert.match(second.messages().join('\n'), /Training goes on from its checkpoint/);
  });

  it('waits for a controller that is away, says so, and ends the job of cancelled work without it', async () => {
    const job = await tinyTraining(root, 200, 4);
    const work = begin(executor().slurm, job);
    await work.training();
    await slurm.outage(async () => {
      await work.until(() => work.messages().some((text) => text.startsWith('Slurm does not answer')));
      work.stop.abort(new TouchstoneError('RUN_CANCELLED'));
      assert.equal((await work.done).error?.code, 'RUN_CANCELLED');
      while ((await trainersOf(root)).length > 0) await delay(50);
    });
  });

  it('says why a job waits, and takes a cancelled one out of the queue', async () => {
    const work = begin(
      executor({ TOUCHSTONE_SLURM_PARTITION: 'closed' }).slurm,
      await tinyTraining(root, 1, 5),
    );
    await work.until(() =>
      work.messages().some((text) => /waits\. Its partition is down \[Partition/.test(text)),
    );
    const { job: id } = attempt();
    work.stop.abort(new TouchstoneError('RUN_CANCELLED'));
    assert.equal((await work.done).error?.code, 'RUN_CANCELLED');
    while (!(await states()).some((line) => line.startsWith(`${id} `) && line.endsWith('CANCELLED')))
      await delay(50);
  });

  it('tells what Slurm refuses, and what was changed on its way, and does it again when that is mended', async () => {
    const job = await tinyTraining(root, 1, 6);
    const refused = await begin(executor({ TOUCHSTONE_SLURM_GRES: 'gpu:9' }).slurm, job).done;
    assert.equal(refused.error?.code, 'SLURM_REFUSED');
    const bases = join(shared, 'bases');
    appendFileSync(join(bases, readdirSync(bases)[0]!, 'config.json'), ' ');
    const changed = await begin(executor().slurm, job).done;
    assert.equal(changed.error?.code, 'SLURM_INPUT_CHANGED', String(changed.error));
    assert.match(String(changed.error), /config\.json/);
    const { error } = await begin(executor().slurm, job).done;
    assert.equal(error, null, String(error));
  });

  it('is looked at as a whole by doctor: commands, partition, folder, files', async () => {
    const look = async (more: Readonly<Record<string, string>>) => {
      const settings = readSettings({
        TOUCHSTONE_SLURM_SHARED: shared,
        TOUCHSTONE_PYTHON: '/bin/sh',
        ...more,
      });
      const found = await checkSlurm(
        settings.slurm!,
        { PATH: process.env.PATH, ...slurm.environment },
        signal,
      );
      return Object.fromEntries(found.map(({ name, status, error }) => [name, error?.code ?? status]));
    };
    const well = { commands: 'ok', partition: 'ok', shared: 'ok', local_files: 'ok' };
    // A temporary folder may lie in memory.
    assert.deepEqual({ ...(await look({})), shared: 'ok' }, well);
    assert.equal((await look({ TOUCHSTONE_SLURM_PARTITION: 'nowhere' })).partition, 'fail');
    assert.equal((await look({ TOUCHSTONE_SLURM_PARTITION: 'closed' })).partition, 'warn');
    assert.equal((await look({ TOUCHSTONE_SLURM_PYTHON: '/not/there' })).local_files, 'warn');
    assert.equal((await look({ TOUCHSTONE_SLURM_SHARED: '/dev/null/x' })).shared, 'SLURM_SHARED');
    const { commands, partition } = await look({ TOUCHSTONE_SLURM_COMMANDS: '/not/there' });
    assert.deepEqual([commands, partition], ['SLURM_MISSING', undefined]);
    assert.deepEqual(readdirSync(shared), []);
  });

  it('is given works of the same moment as one array, whose tasks are found again each by itself', async () => {
    const jobs = await Promise.all([21, 22, 23].map((seed) => tinyTraining(root, 12, seed)));
    const { slurm: before } = executor();
    const first = jobs.map((job) => begin(before, job));
    await first[0]!.until(() => first[0]!.messages().some((message) => /^Slurm job \d+_\d /.test(message)));
    for (const { stop } of first) stop.abort(new TouchstoneError('TRAINER_INTERRUPTED'));
    for (const { done } of first) assert.equal((await done).error?.code, 'TRAINER_INTERRUPTED');
    // As a service that was killed between submitting and writing down.
    for (const name of readdirSync(join(shared, 'work')))
      writeFileSync(
        join(shared, 'work', name, 'attempt.json'),
        '{"format":1,"number":1,"job":null,"settled":false}',
      );
    const { slurm: after } = executor();
    const ended = await Promise.all(jobs.map((job) => begin(after, job).done));
    for (const { error } of ended) assert.equal(error, null, String(error));
    const ids = ended.map(({ result }) => (result!.slurm as { job: string }).job);
    const [array] = ids[0]!.split('_');
    assert.deepEqual(ids.toSorted(), [`${array}_0`, `${array}_1`, `${array}_2`]);
    const submitted = (await states()).filter((line) => line.includes('-array-'));
    assert.equal(new Set(submitted.map((line) => line.split(' ')[1])).size, 1, submitted.join('\n'));
    for (const job of jobs) assert.ok(adapter(job).length > 0);
    assert.deepEqual(readdirSync(join(shared, 'work')), []);
  });
});
