import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from '../../../../../pipeline/setup/places.mjs';

/** As a trainer that is still starting: it is at its first imports, and hears nothing. */
const STARTING = `import pathlib, time
pathlib.Path("begun").touch()
time.sleep(60)
`;
/** One that listens: it stores a checkpoint and says so by its exit status. */
const LISTENING = `import pathlib, signal, sys, time
def stop(*_):
    pathlib.Path("checkpoints", str(time.time_ns())).touch()
    sys.exit(3)
signal.signal(signal.SIGTERM, stop)
pathlib.Path("begun").touch()
time.sleep(60)
`;

describe('the program of a cluster’s jobs', function () {
  this.timeout(30_000);
  let place: string;

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'touchstone-on-node-'));
    mkdirSync(join(place, 'checkpoints'));
    const job = { verb: 'train', threads: 1, work_dir: join(place, 'checkpoints') };
    writeFileSync(join(place, 'work.json'), JSON.stringify({ job, sha256: {}, package: place }));
    writeFileSync(join(place, 'watched'), '');
    utimesSync(join(place, 'watched'), new Date(), new Date());
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  /** Starts a trainer of this text, and interrupts the program once it has begun. */
  const interrupted = async (trainer: string) => {
    const begun = join(place, 'begun');
    rmSync(begun, { force: true });
    mkdirSync(join(place, 'touchstone_trainer'), { recursive: true });
    writeFileSync(join(place, 'touchstone_trainer', '__main__.py'), trainer);
    const program = join(ROOT, 'pipeline', 'executor', 'cluster', 'on_node.py');
    const env = { PATH: process.env.PATH, TOUCHSTONE_RESTARTS: '1', TOUCHSTONE_JOB: '7' };
    const child = spawn('python3', [program, place, '1'], { env, stdio: 'ignore' });
    const over = once(child, 'exit');
    while (!existsSync(begun)) {
      assert.equal(child.exitCode, null);
      await delay(20);
    }
    child.kill('SIGTERM');
    const [status] = (await over) as [number];
    const { error } = JSON.parse(readFileSync(join(place, 'outcome.json'), 'utf8')) as {
      error: { code: string } | null;
    };
    return [status, error?.code ?? null];
  };

  it('is interrupted, and not failed, where the trainer was asked to stop before it listened', async () => {
    assert.deepEqual(await interrupted(STARTING), [3, null]);
  });

  it('gives up after three starts in a row without a checkpoint', async () => {
    assert.deepEqual(await interrupted(STARTING), [3, null]);
    assert.deepEqual(await interrupted(STARTING), [3, null]);
    assert.deepEqual(await interrupted(LISTENING), [3, null]);
    assert.deepEqual(await interrupted(STARTING), [3, null]);
    assert.deepEqual(await interrupted(STARTING), [3, null]);
    assert.deepEqual(await interrupted(STARTING), [2, 'NO_PROGRESS']);
  });
});
