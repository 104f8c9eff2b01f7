import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutAt } from '../../../../../pipeline/cli/start/checkout.ts';

describe('what is checked out where a dataset lies', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-checkout-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
      cwd: directory,
      env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();

  it('is read of real repositories: a branch, packed, a worktree, a commit by itself', async () => {
    git('init', '-q', '-b', 'main');
    writeFileSync(join(directory, 'data.csv'), 'text,label\n');
    git('add', '.');
    git('commit', '-q', '-m', 'data');
    git('remote', 'add', 'origin', 'https://bot:hunter2@git.example/team/data.git');
    const commit = git('rev-parse', 'HEAD');
    const repository = 'https://git.example/team/data.git';
    const there = join(directory, 'data.csv');
    assert.deepEqual(await checkoutAt(there), { commit, branch: 'main', repository });
    git('pack-refs', '--all');
    assert.deepEqual(await checkoutAt(directory), { commit, branch: 'main', repository });
    git('worktree', 'add', '-q', '-b', 'feature/x', join(directory, 'tree'));
    mkdirSync(join(directory, 'tree', 'deep'));
    assert.deepEqual(await checkoutAt(join(directory, 'tree', 'deep')), {
      commit,
      branch: 'feature/x',
      repository,
    });
    git('checkout', '-q', '--detach');
    assert.deepEqual(await checkoutAt(there), { commit, branch: null, repository });
  });

  it('is nothing without a commit, outside a checkout, or where a file points elsewhere', async () => {
    assert.equal(await checkoutAt(join(directory, 'gone')), null);
    git('init', '-q', '-b', 'main');
    assert.equal(await checkoutAt(directory), null);
    writeFileSync(join(directory, '.git', 'HEAD'), 'ref: refs/../../../etc/hostname\n');
    assert.equal(await checkoutAt(directory), null);
    writeFileSync(join(directory, '.git', 'HEAD'), 'not a commit\n');
    assert.equal(await checkoutAt(directory), null);
  });
});
