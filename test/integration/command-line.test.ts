import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { ROOT } from '../../pipeline/setup/places.mjs';

const PROGRAM = join(ROOT, 'pipeline', 'cli', 'touchstone.mjs');

/** The command as people start it, compiled, in processes of its own. */
describe('touchstone as a program', function () {
  this.timeout(60_000);
  let home: string;
  let children: ChildProcess[];

  // One home for all: making its database takes longer than all the rest.
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-program-'));
  });
  after(() => rmSync(home, { recursive: true, force: true }));
  beforeEach(() => {
    children = [];
  });
  afterEach(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });

  function start(...args: string[]) {
    const { PATH, HOME, TOUCHSTONE_PYTHON } = process.env;
    const env = { PATH, HOME, TOUCHSTONE_PYTHON, TOUCHSTONE_HOME: home, LANG: 'C.UTF-8' };
    const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  }
  async function call(...args: string[]) {
    const child = start(...args);
    const [out, err, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { out, err, status };
  }
  async function up() {
    const child = start('up', '--json');
    const lines = createInterface({ input: child.stdout });
    const [line] = (await once(lines, 'line')) as [string];
    return { child, url: JSON.parse(line).url as string };
  }

  it('keeps a service up that other commands find by its home, and ends it cleanly', async () => {
    const { child, url } = await up();
    const listed = await call('runs', 'list', '--json');
    assert.deepEqual([listed.status, JSON.parse(listed.out)], [0, { items: [] }]);
    assert.doesNotMatch(listed.err, /starting one here/);
    assert.equal((await call('runs', 'list', '--url', url)).status, 0);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.equal(existsSync(join(home, 'service.json')), false);
    await assert.rejects(fetch(`${url}/healthz`));
  });

  it('says who has the home when a second service is started on it', async () => {
    const { child } = await up();
    const second = await call('up');
    assert.equal(second.status, 4);
    assert.match(second.err, new RegExp(`HOME_IN_USE.*process ${child.pid}`));
  });

  it('starts a service of its own where none runs, and leaves nothing running', async () => {
    const listed = await call('base', 'list', '--json');
    assert.equal(listed.status, 0);
    assert.ok(JSON.parse(listed.out).items.length > 3);
    assert.match(listed.err, /starting one here/);
    assert.equal(existsSync(join(home, 'service.json')), false);
  });

  it('ends without a word when its reader has gone', async () => {
    const child = start('base', 'list');
    child.stdout.destroy();
    const [err, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    assert.equal(err, '');
    assert.equal(status, 141);
    assert.equal(existsSync(join(home, 'service.lock')), false);
  });
});
