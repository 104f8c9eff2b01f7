import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE_ROOT } from '../../pipeline/config/package-root.ts';
import { readSettings } from '../../pipeline/config/settings.ts';
import type { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ModelWork } from '../../pipeline/contracts/stage.ts';
import type { TrainerJob } from '../../pipeline/contracts/trainer.ts';
import { LocalExecutor } from '../../pipeline/executor/local.ts';

const INSPECT: TrainerJob = { verb: 'inspect', base_dir: null };

/** Trainers of this process that wait for a job. */
async function waiting(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'ppid=,pid=,comm=']);
  return stdout.split('\n').flatMap((line) => {
    const [parent, pid, name] = line.trim().split(/\s+/);
    return Number(parent) === process.pid && name === 'trainer-standby' ? [Number(pid)] : [];
  });
}

describe('trainers that wait for a job with their libraries loaded', function () {
  this.timeout(300_000);
  let root: string;
  let first: number;

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'touchstone-standby-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  const executor = (name: string): ModelWork => {
    const environment = { PATH: process.env.PATH ?? '' };
    const python = process.env.TOUCHSTONE_PYTHON ? { TOUCHSTONE_PYTHON: process.env.TOUCHSTONE_PYTHON } : {};
    const { trainer } = readSettings({ ...python, TOUCHSTONE_HOME: root, TOUCHSTONE_DEVICE: 'cpu' });
    const packageDirectory = join(PACKAGE_ROOT, 'stages', 'train', 'trainer');
    return new LocalExecutor({ trainer, packageDirectory, directory: join(root, name), environment });
  };
  const run = (on: ModelWork, job = INSPECT, signal = new AbortController().signal) =>
    on.run(job, { onProgress: () => {}, signal });

  it('do one job after the other, of any executor', async () => {
    assert.match(JSON.stringify(await run(executor('one'))), /"torch"/);
    const before = await waiting();
    first = before[0]!;
    assert.equal(before.length, 1);
    await rm(join(root, 'one'), { recursive: true });
    assert.match(JSON.stringify(await run(executor('two'))), /"torch"/);
    assert.deepEqual(await waiting(), before);
  });

  it('do jobs that come at the same time too, and one of them stays', async () => {
    await Promise.all([run(executor('one')), run(executor('two'))]);
    while ((await waiting()).length !== 1);
  });

  it('outlive a job that fails, and tell its fault', async () => {
    const before = await waiting();
    const bad = { verb: 'inspect', base_dir: join(root, 'nowhere') } as const;
    await assert.rejects(run(executor('one'), bad), ({ code }: TouchstoneError) => code.startsWith('BASE_'));
    assert.deepEqual(await waiting(), before);
  });

  it('are started anew where somebody has ended the one that waited', async () => {
    for (const pid of await waiting()) process.kill(pid, 'SIGKILL');
    assert.match(JSON.stringify(await run(executor('one'))), /"torch"/);
    assert.ok((await waiting()).every((pid) => pid !== first));
  });

  it('end with a job that is called off before it has a process', async () => {
    for (const pid of await waiting()) process.kill(pid, 'SIGKILL');
    while ((await waiting()).length > 0);
    const stop = new AbortController();
    const work = run(executor('one'), INSPECT, stop.signal);
    setTimeout(() => stop.abort(new Error('called off')), 500);
    await assert.rejects(work, /called off/);
  });
});
