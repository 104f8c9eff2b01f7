import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupInterrupted } from '../../../../pipeline/setup/failure.mjs';
import { takeTurn } from '../../../../pipeline/setup/turn.mjs';

describe('one setup at a time', () => {
  let directory: string;
  let file: string;
  const never = new AbortController().signal;
  const fail = () => assert.fail('should not wait');

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-turn-'));
    file = join(directory, 'setup.pid');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('makes the second wait until the first is done', async () => {
    const release = await takeTurn(directory, { signal: never, onWait: fail });
    let waitedFor = 0;
    const onWait = (pid: number) => {
      waitedFor = pid;
      setTimeout(release, 30);
    };
    const second = await takeTurn(directory, { signal: never, onWait, pollMs: 5 });
    assert.equal(waitedFor, process.pid);
    second();
    assert.equal(existsSync(file), false);
  });

  it('takes over from a process that is gone', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(file, String(pid));
    (await takeTurn(directory, { signal: never, onWait: fail }))();
  });

  it('takes over from a process of the same number that shows no sign of life', async () => {
    writeFileSync(file, String(process.pid));
    const longAgo = Date.now() / 1000 - 120;
    utimesSync(file, longAgo, longAgo);
    (await takeTurn(directory, { signal: never, onWait: fail }))();
  });

  it('lets a waiting one be stopped', async () => {
    const release = await takeTurn(directory, { signal: never, onWait: fail });
    const stop = new AbortController();
    const waiting = takeTurn(directory, { signal: stop.signal, onWait: () => stop.abort(), pollMs: 5 });
    await assert.rejects(waiting, SetupInterrupted);
    release();
  });

  it('gives the turn to one of many at a time', async () => {
    let inside = 0;
    const enter = async () => {
      const release = await takeTurn(directory, { signal: never, onWait: () => undefined, pollMs: 1 });
      assert.equal(++inside, 1);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside--;
      release();
    };
    await Promise.all(Array.from({ length: 8 }, enter));
  });
});
