import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { announce, announcedService, lockHome } from '../../../../pipeline/main/home-lock.ts';

describe('lockHome', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'touchstone-home-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('lets one in, tells the second who has it, and lets the next in afterwards', async () => {
    const unlock = await lockHome(home);
    const unannounce = await announce(home, 'http://127.0.0.1:1234');
    await assert.rejects(lockHome(home), (error) => {
      assert.ok(error instanceof TouchstoneError);
      assert.deepEqual(
        [error.code, error.params.pid, error.params.url],
        ['HOME_IN_USE', process.pid, 'http://127.0.0.1:1234'],
      );
      return true;
    });
    assert.deepEqual(await announcedService(home), { url: 'http://127.0.0.1:1234', pid: process.pid });
    await unannounce();
    await unlock();
    assert.equal(await announcedService(home), null);
    await (await lockHome(home))();
  });

  it('replaces a holder that was killed', async () => {
    const child = spawn('sleep', ['60']);
    await writeFile(join(home, 'service.lock'), JSON.stringify({ pid: child.pid, began: null }));
    await assert.rejects(lockHome(home), { code: 'HOME_IN_USE' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await lockHome(home))();
  });

  it('is not fooled by a process that got the number of a dead one', async () => {
    await writeFile(join(home, 'service.lock'), JSON.stringify({ pid: process.pid, began: '1' }));
    await (await lockHome(home))();
  });

  it('replaces a lock that a crash cut short', async () => {
    await writeFile(join(home, 'service.lock'), '{"pi');
    await (await lockHome(home))();
  });

  it('lets exactly one of many in at the same time', async () => {
    await writeFile(join(home, 'service.lock'), JSON.stringify({ pid: 2 ** 22 + 1, began: null }));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockHome(home)));
    assert.equal(tries.filter((one) => one.status === 'fulfilled').length, 1);
  });
});
