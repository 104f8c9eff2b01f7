import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../../../pipeline/setup/places.mjs';
import { VirtualEnvironment } from '../../../../pipeline/setup/virtual-environment.mjs';

const run = promisify(execFile);
const python = process.env.TOUCHSTONE_PYTHON || new VirtualEnvironment('.venv').python;
const script = (name: string) => join(ROOT, 'pipeline', 'setup', 'python', name);

describe('Python scripts of setup', function () {
  this.timeout(20_000);
  let directory: string;
  let lock: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-scripts-'));
    lock = join(directory, 'lock.txt');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('verify.py names what differs from a lock, and passes over what is not for this Python', async () => {
    const { stdout: version } = await run(python, ['-c', 'import numpy; print(numpy.__version__)']);
    writeFileSync(
      lock,
      [
        `numpy==${version.trim()} \\`,
        '    --hash=sha256:00',
        'pyarrow==0.0.1 \\',
        'no-such-package==1.0',
        "other==1.0 ; sys_platform == 'nowhere'",
      ].join('\n'),
    );
    const { stdout } = await run(python, ['-I', script('verify.py'), lock]);
    const found = JSON.parse(stdout);
    assert.equal(found.wrong.length, 2);
    assert.match(found.wrong[0], /^pyarrow \S+ instead of 0\.0\.1$/);
    assert.equal(found.wrong[1], 'no-such-package missing');
    assert.ok(Object.values(found.pth).every((owned) => owned === true));
  });

  it('verify.py fails with what Python says when a module cannot be imported', async () => {
    await assert.rejects(
      run(python, ['-I', script('verify.py'), '--import', 'no_such_module']),
      (error: Error & { stderr?: string }) => /ModuleNotFoundError/.test(error.stderr ?? ''),
    );
  });

  describe('bootstrap_pip.py', () => {
    let index: Server;
    let url: string;
    let wheel: Buffer;

    beforeEach(async () => {
      wheel = Buffer.from('not a wheel at all');
      index = createServer((request, response) => {
        if (request.url === '/simple/pip/') {
          response.end(
            '<a href="../../files/pip-26.3-py3-none-any.whl#sha256=beef">pip-26.3-py3-none-any.whl</a>',
          );
        } else {
          response.end(wheel);
        }
      });
      await new Promise<void>((resolve) => index.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(index.address() as AddressInfo).port}/simple`;
    });
    afterEach(() => {
      index.close();
    });

    const bootstrap = () =>
      run(python, ['-I', script('bootstrap_pip.py'), lock], { env: { ...process.env, PIP_INDEX_URL: url } });
    const says = (pattern: RegExp) => (error: Error & { stderr?: string }) =>
      pattern.test(error.stderr ?? '');

    it('runs nothing of a wheel that is not the locked one', async () => {
      writeFileSync(lock, `pip==26.3 \\\n    --hash=sha256:${'0'.repeat(64)}\n`);
      await assert.rejects(bootstrap(), says(/DO NOT MATCH THE HASHES/));
    });

    it('runs the wheel that is', async () => {
      const digest = createHash('sha256').update(wheel).digest('hex');
      writeFileSync(lock, `pip==26.3 \\\n    --hash=sha256:${digest}\n`);
      // Ours is no wheel, and it is Python that says so: it was started.
      await assert.rejects(bootstrap(), says(/can't (open file|find '__main__')/));
    });

    it('says so when the index has no such version', async () => {
      writeFileSync(lock, `pip==99.9 \\\n    --hash=sha256:${'0'.repeat(64)}\n`);
      await assert.rejects(bootstrap(), says(/No matching distribution found for pip==99\.9/));
    });
  });
});
