import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupFailure } from '../../../../pipeline/setup/failure.mjs';
import { faultOf, findPython } from '../../../../pipeline/setup/find-python.mjs';

const good = {
  version: [3, 12, 1] as [number, number, number],
  executable: '/usr/bin/python3',
  implementation: 'CPython',
  bits: 64,
  free_threaded: false,
};

describe('finding Python', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-python-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** A program that answers the question as this Python would. */
  function standIn(answer: object | null): string {
    const path = join(directory, 'python');
    const body = answer === null ? 'exit 127' : `echo '${JSON.stringify(answer)}'`;
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  it('says what is wrong with a Python that will not do', () => {
    assert.equal(faultOf(good), null);
    assert.equal(faultOf({ ...good, version: [3, 9, 18] }), '3.9.18');
    assert.equal(faultOf({ ...good, version: [3, 15, 0] }), '3.15.0');
    assert.equal(faultOf({ ...good, version: [2, 7, 18] }), '2.7.18');
    assert.equal(faultOf({ ...good, implementation: 'PyPy' }), 'PyPy');
    assert.equal(faultOf({ ...good, bits: 32 }), '32 bit');
    assert.equal(faultOf({ ...good, free_threaded: true }), 'free-threaded');
  });

  it('takes the one that was named', () => {
    const path = standIn(good);
    const found = findPython({ TOUCHSTONE_SETUP_PYTHON: path });
    assert.deepEqual(found, { program: path, args: [], version: '3.12.1', executable: '/usr/bin/python3' });
  });

  it('names each Python that it refused', () => {
    const path = standIn({ ...good, version: [3, 8, 10] });
    assert.throws(
      () => findPython({ TOUCHSTONE_SETUP_PYTHON: path }),
      (error) =>
        error instanceof SetupFailure && error.code === 'NO_PYTHON' && error.fill.found === `${path}: 3.8.10`,
    );
  });

  it('passes over a wrapper that has no Python behind it', () => {
    assert.throws(
      () => findPython({ TOUCHSTONE_SETUP_PYTHON: standIn(null) }),
      (error) => error instanceof SetupFailure && error.fill.found === '',
    );
  });
});
