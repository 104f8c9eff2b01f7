import assert from 'node:assert/strict';
import { failureFrom } from '../../../../pipeline/setup/failure.mjs';

const codeOf = (line: string) => failureFrom({ command: 'pip install', status: 1, output: [line] }).code;

describe('why a command of setup failed', () => {
  it('is read from what pip prints', () => {
    assert.equal(codeOf('NewConnectionError: Failed to establish a new connection: [Errno -2]'), 'OFFLINE');
    assert.equal(codeOf('ProxyError: Cannot connect to proxy.'), 'OFFLINE');
    assert.equal(
      codeOf('SSLError(SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]'),
      'CERTIFICATE',
    );
    assert.equal(codeOf('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.'), 'HASH');
    assert.equal(codeOf('OSError: [Errno 28] No space left on device'), 'DISK_FULL');
    assert.equal(codeOf("PermissionError: [Errno 13] Permission denied: '/x'"), 'PERMISSION');
    assert.equal(codeOf('403 Client Error: Forbidden for url'), 'REFUSED');
  });

  it('is read from what npm prints', () => {
    assert.equal(codeOf('npm error code ENOTFOUND'), 'OFFLINE');
    assert.equal(codeOf('npm error code EINTEGRITY'), 'HASH');
    assert.equal(codeOf('npm error code ENOSPC'), 'DISK_FULL');
    assert.equal(codeOf('npm error code E403'), 'REFUSED');
    assert.equal(
      codeOf('`npm ci` can only install packages when your package.json and package-lock.json are in sync.'),
      'LOCK_STALE',
    );
  });

  it('names the package that has no build for this machine', () => {
    const output = ['ERROR: No matching distribution found for torch==2.13.0 (from -r trainer.txt (line 9))'];
    const failure = failureFrom({ command: 'pip install', status: 1, output }, { python: '3.11.7' });
    assert.equal(failure.code, 'NO_BUILD');
    assert.equal(failure.fill.package, 'torch==2.13.0');
    assert.equal(failure.fill.python, '3.11.7');
  });

  it('does not take an index that never answered for one without the package', () => {
    const output = [
      'WARNING: Retrying (Retry(total=0)) after connection broken by NameResolutionError',
      'ERROR: No matching distribution found for torch==2.13.0',
    ];
    assert.equal(failureFrom({ command: 'pip install', status: 1, output }).code, 'OFFLINE');
  });

  it('names the proxy, but not its password', () => {
    const environment = { HTTPS_PROXY: 'http://user:secret@proxy.example:3128' };
    const failure = failureFrom(
      { command: 'npm ci', status: 1, output: ['code ENOTFOUND'] },
      { environment },
    );
    assert.equal(failure.fill.proxy, 'http://proxy.example:3128');
  });

  it('keeps the last lines of a failure that it does not know', () => {
    const output = Array.from({ length: 40 }, (_, n) => `line ${n}`);
    const failure = failureFrom({ command: 'npm ci', status: 7, output });
    assert.equal(failure.code, 'COMMAND_FAILED');
    assert.deepEqual(failure.fill, { command: 'npm ci', status: 7 });
    assert.deepEqual(failure.output, output.slice(-12));
  });
});
