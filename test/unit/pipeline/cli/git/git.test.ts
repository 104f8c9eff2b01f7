import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestRepository } from '../../../../fixtures/git/test-repository.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

describe('touchstone git', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  let repository: TestRepository;
  before(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-cli-git-'));
    repository = new TestRepository();
  });
  after(async () => {
    await api.close();
    repository.remove();
    rmSync(home, { recursive: true });
  });
  const touchstone = (...argv: string[]) =>
    called(argv, {
      TOUCHSTONE_URL: api.url,
      TOUCHSTONE_HOME: home,
      TOUCHSTONE_GIT_FILE_ROOTS: repository.root,
      PATH: process.env.PATH!,
    });

  it('check reads a repository, says what would be taken in, and keeps nothing', async () => {
    repository.commit(
      { 'touchstone.yaml': 'name: letters\ndataset: a.csv\n', 'a.csv': 'text,label\n函,收文\n' },
      '加入 函文',
    );
    const told = await touchstone('git', 'check', repository.directory);
    assert.equal(told.status, 0, told.err);
    assert.match(told.out, /main is at [0-9a-f]{12}: 加入 函文/);
    assert.match(told.out, /dataset: a\.csv, .*1 file/);
    const json = JSON.parse((await touchstone('git', 'check', repository.directory, '--json')).last);
    assert.deepEqual(json.dataset, { filename: 'a.csv', paths: ['a.csv'], bytes: 22 });
    assert.deepEqual([json.commit.id, json.usable], [repository.head(), true]);
    assert.deepEqual(readdirSync(join(home, 'git')), []);
  });

  it('check names every fault with its place, in the reader’s language', async () => {
    repository.commit({ 'touchstone.yaml': 'name: letters\ndataset: missing.csv\nspec: {trian: {}}\n' });
    const told = await touchstone('git', 'check', repository.directory, '--lang=zh-TW', '--name', 'other');
    assert.equal(told.status, 2);
    for (const said of [
      /GIT_CONTENT_INVALID/,
      /touchstone\.yaml, 第 1 行.*name/,
      /第 2 行.*dataset.*missing\.csv/,
      /第 3 行.*spec\.trian/,
    ])
      assert.match(told.err, said);
    const branch = await touchstone('git', 'check', repository.directory, '--branch', '--upload-pack=x');
    assert.equal(branch.status, 2);
    assert.match((await touchstone('git', 'check', 'https://git.example.org/a.git')).err, /GIT_HOST_REFUSED/);
  });

  it('show and look tell how a watched repository was found', async () => {
    const shown = await touchstone('git', 'show', 'watched');
    assert.equal(shown.status, 0, shown.err);
    assert.match(shown.out, /repository: https:\/\/github\.com\/moj\/petitions\.git \(main\)/);
    assert.match(shown.out, /commit a{12}: Add letters/);
    assert.match((await touchstone('git', 'look', 'watched', '--lang=zh-TW')).out, /將盡快檢查/);
    assert.equal((await touchstone('git', 'show', 'nobody')).status, 2);
  });

  it('is part of a pipeline by an address, or by a file', async () => {
    const file = join(home, 'git.yaml');
    writeFileSync(
      file,
      'url: git@git.example.org:moj/data.git\nbranch: main\nwebhook: {forge: gitlab, secret: hook}\n',
    );
    const set = (git: string) =>
      touchstone('pipelines', 'set', 'p', '--dataset', 'd', '--git', git, '--json');
    const byFile = JSON.parse((await set(file)).last);
    assert.deepEqual(
      [byFile.git.url, byFile.git.branch, byFile.git.poll_minutes, byFile.git.webhook],
      ['git@git.example.org:moj/data.git', 'main', 15, { forge: 'gitlab', secret: 'hook' }],
    );
    const url = 'https://git.example.org/moj/data.git';
    assert.equal(JSON.parse((await set(url)).last).git.url, url);
    writeFileSync(file, 'url: https://git.example.org/a.git\npassword: secret\n');
    assert.match((await set(file)).err, /password/);
  });
});
