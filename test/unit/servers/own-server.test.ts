import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { OwnServer } from '../../servers/own-server.ts';

const OPTIONS = {
  name: 'own',
  user: null,
  signals: { polite: 'SIGTERM', forced: 'SIGKILL' },
} as const;
const ready = async () => true;

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a test server of our own', function () {
  this.timeout(30_000);

  it('keeps its directory through a restart and removes it at the end', async () => {
    const server = await OwnServer.prepare(OPTIONS);
    await server.run({ program: 'sh', args: ['-c', 'echo first > file'] });
    await server.up({ program: 'sleep', args: ['60'] }, ready);
    await server.down();
    assert.ok(existsSync(join(server.directory, 'file')));
    await server.up({ program: 'sleep', args: ['60'] }, ready);
    await server.stop();
    assert.equal(existsSync(server.directory), false);
    await server.stop();
  });

  it('says what the program wrote when it fails or ends instead of starting', async () => {
    const server = await OwnServer.prepare(OPTIONS);
    const command = { program: 'sh', args: ['-c', 'echo no such luck >&2; exit 3'] };
    await assert.rejects(server.run(command), /ended with 3\nno such luck/);
    await assert.rejects(
      server.up(command, async () => false),
      /did not start\n(no such luck\s+){2}/,
    );
    await server.stop();
  });

  it('says so when there is no such program', async () => {
    const server = await OwnServer.prepare(OPTIONS);
    await assert.rejects(server.up({ program: '/nowhere/program', args: [] }, ready), { code: 'ENOENT' });
    await server.stop();
    assert.equal(existsSync(server.directory), false);
  });

  it('leaves nothing behind when the test process is killed', async () => {
    const script = `
      import { OwnServer } from ${JSON.stringify(join(import.meta.dirname, '../../servers/own-server.ts'))};
      const server = await OwnServer.prepare(${JSON.stringify(OPTIONS)});
      const echoing = { program: 'sh', args: ['-c', 'echo $$ > pid; exec sleep 60'] };
      await server.up(echoing, async () => true);
      console.log(server.directory);
      setInterval(() => {}, 1000);`;
    const test = spawn(process.execPath, ['--import=tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [directory] = (await once(createInterface(test.stdout), 'line')) as [string];
    const pidFile = join(directory, 'pid');
    while (!existsSync(pidFile) || (await readFile(pidFile, 'utf8')) === '') await delay(20);
    const pid = Number(await readFile(pidFile, 'utf8'));
    assert.ok(alive(pid));
    test.kill('SIGKILL');
    for (let i = 0; i < 100 && (alive(pid) || existsSync(directory)); i++) await delay(100);
    assert.equal(alive(pid), false);
    assert.equal(existsSync(directory), false);
  });
});
