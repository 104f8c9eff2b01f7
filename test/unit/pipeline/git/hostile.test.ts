import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { GitHttpServer } from '../../../fixtures/git/http-server.ts';
import { ReaderUnderTest } from '../../../fixtures/git/reader-under-test.ts';
import { type Content, TestRepository } from '../../../fixtures/git/test-repository.ts';

const GIB = 1024 ** 3;

async function failureOf(work: Promise<unknown>): Promise<TouchstoneError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof TouchstoneError, String(error));
  return error;
}

describe('a hostile dataset repository', () => {
  let repository: TestRepository;
  let reader: ReaderUnderTest;
  let trap: Server;
  let trapped = 0;

  before(async () => {
    trap = createServer((_request, response) => {
      trapped += 1;
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    assert.equal(trapped, 0);
    trap.close();
  });
  beforeEach(() => {
    repository = new TestRepository();
    reader = new ReaderUnderTest({ TOUCHSTONE_GIT_FILE_ROOTS: repository.root });
  });
  afterEach(() => {
    assert.deepEqual(reader.leftovers(), []);
    reader.close();
    repository.remove();
  });

  const canary = () => join(repository.root, 'canary');
  const commit = (files: Readonly<Record<string, Content>>) =>
    repository.commit({ 'touchstone.yaml': 'dataset: a.csv\n', 'a.csv': 'text,label\na,b\n', ...files });
  const faults = async () =>
    (await failureOf(reader.read(repository.directory))).faults.map(({ code, place }) => [
      code,
      place?.field,
    ]);

  it('runs nothing: no hook, filter, text conversion or merge driver, whatever its attributes say', async () => {
    const planted = `sh -c "touch '${canary()}'; cat"`;
    for (const key of ['filter.evil.smudge', 'filter.evil.clean', 'diff.evil.textconv', 'diff.evil.command'])
      repository.git('config', key, planted);
    for (const hook of [
      'post-checkout',
      'post-merge',
      'reference-transaction',
      'pre-auto-gc',
      'fsmonitor-watchman',
    ])
      writeFileSync(join(repository.directory, '.git', 'hooks', hook), `#!/bin/sh\ntouch '${canary()}'\n`, {
        mode: 0o755,
      });
    repository.git('config', 'core.hooksPath', '.git/none');
    commit({
      '.gitattributes': '* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16 eol=crlf ident\n',
    });
    repository.git('config', '--unset', 'core.hooksPath');
    const { dataset } = await reader.read(repository.directory);
    assert.equal(dataset.bytes.toString(), 'text,label\na,b\n');
    assert.ok(!existsSync(canary()));
  });

  it('fetches no submodule, not even to look', async () => {
    const url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/x.git`;
    commit({
      '.gitmodules': `[submodule "s"]\n\tpath = s\n\turl = ${url}\n\tupdate = checkout\n`,
      s: { submodule: '1'.repeat(40) },
    });
    assert.equal((await reader.read(repository.directory)).dataset.filename, 'a.csv');
    commit({ 'touchstone.yaml': 'dataset: s/data.csv\ntest: s\n' });
    assert.deepEqual(await faults(), [
      ['GIT_SUBMODULE', 'dataset'],
      ['GIT_SUBMODULE', 'test'],
    ]);
  });

  it('follows no link, in the tree or out of it, nor a folder that is one', async () => {
    for (const link of ['/etc/passwd', '../../secret', 'a.csv', '.git/config']) {
      commit({ 'touchstone.yaml': 'dataset: linked.csv\n', 'linked.csv': { link } });
      assert.deepEqual(await faults(), [['GIT_LINK', 'dataset']], link);
    }
    commit({
      'touchstone.yaml': 'dataset: [away/passwd, docs]\n',
      away: { link: '/etc' },
      'docs/x.md': { link: '/etc/passwd' },
    });
    assert.deepEqual(await faults(), [
      ['GIT_LINK', 'dataset.0'],
      ['GIT_LINK', 'dataset.1'],
    ]);
    commit({ 'touchstone.yaml': { link: '/etc/passwd' } });
    assert.equal((await failureOf(reader.read(repository.directory))).code, 'GIT_MANIFEST_MISSING');
  });

  it('names no path that leads out of the tree or into .git', async () => {
    const paths = [
      '../a.csv',
      '/etc/passwd',
      'data/../../a.csv',
      '.git/config',
      '.GIT/config',
      '.g\u200cit/config',
      'git~1/config',
      '.git. /config',
      '.git::$INDEX_ALLOCATION/config',
      'C:\\windows',
      'a\u0000b',
      ':(top)a.csv',
      'x/'.repeat(40),
    ];
    for (const path of paths) {
      commit({ 'touchstone.yaml': `dataset: ${JSON.stringify(path)}\n` });
      assert.deepEqual(await faults(), [['GIT_PATH_INVALID', 'dataset']], path);
    }
    for (const path of ['*.csv', '-a.csv', '--help', 'A.CSV', '$(touch x)', 'a.csv/b']) {
      commit({ 'touchstone.yaml': `dataset: ${JSON.stringify(path)}\n` });
      assert.deepEqual(await faults(), [['GIT_FILE_MISSING', 'dataset']], path);
    }
  });

  it('is refused as a whole where its tree is made to mislead', async () => {
    commit({});
    const start = repository.head();
    const id = repository.blob('x');
    for (const name of ['.git', '.GIT', '..', '.g\u200cit', 'git~1', 'a/b']) {
      repository.git('update-ref', 'refs/heads/main', start);
      repository.commitRaw([{ mode: '100644', name, id }]);
      const error = await failureOf(reader.read(repository.directory));
      assert.equal(error.code, 'GIT_BROKEN', name);
      assert.match(String(error.params.detail), /^(hasDotgit|hasDotdot|fullPathname|hasDot)$/, name);
    }
  });

  it('stops at a file of 2 GB, by the first bytes that say so', async () => {
    const id = await repository.zeros(2 * GIB);
    commit({ 'touchstone.yaml': 'dataset: big.csv\n', 'big.csv': { id } });
    const error = await failureOf(reader.read(repository.directory));
    assert.equal(error.code, 'GIT_FILE_TOO_LARGE');
    assert.deepEqual(error.place, { file: 'big.csv' });
    commit({ 'touchstone.yaml': 'dataset: a.csv\n' });
    assert.equal((await reader.read(repository.directory)).dataset.filename, 'a.csv');
    commit({ 'touchstone.yaml': { id } });
    assert.equal((await failureOf(reader.read(repository.directory))).code, 'GIT_FILE_TOO_LARGE');
  }).timeout(900_000);

  it('stops at more than all that is taken, where a server sends everything', async () => {
    const noisy = new TestRepository({ filter: false });
    const server = await GitHttpServer.start(noisy.root);
    const own = new ReaderUnderTest({ TOUCHSTONE_GIT_INSIDE_HOSTS: server.host }, { limitBytes: 2_000_000 });
    const noise = (seed: string) => createHash('shake256', { outputLength: 3_000_000 }).update(seed).digest();
    noisy.commit({
      'touchstone.yaml': 'dataset: a.csv\n',
      'a.csv': 'a,b\n',
      'x.bin': noise('x'),
      'y.bin': noise('y'),
    });
    const error = await failureOf(own.read(`${server.url}/dataset.git`)).finally(() => server.stop());
    assert.equal(error.code, 'GIT_REPOSITORY_TOO_LARGE');
    assert.deepEqual(own.leftovers(), []);
    own.close();
    noisy.remove();
  });

  it('may hold pointers of Git LFS, which are told apart from data', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 734003200\n`;
    commit({ 'touchstone.yaml': 'dataset: a.csv\ntest: t.csv\n', 'a.csv': pointer, 't.csv': 'a,b\n' });
    const error = await failureOf(reader.read(repository.directory));
    assert.equal(error.code, 'GIT_CONTENT_INVALID');
    assert.deepEqual(error.faults, [
      {
        code: 'GIT_LFS_POINTER',
        params: { path: 'a.csv', bytes: 734003200 },
        place: { file: 'touchstone.yaml', line: 1, field: 'dataset' },
      },
    ]);
  });

  it('may not decide what is let through', async () => {
    commit({
      'touchstone.yaml': [
        'dataset: a.csv',
        'spec:',
        '  gate: {minimum_test_records: 1}',
        '  publish:',
        '    override: {by: mallory, reason: because I say so}',
        '  ingest: {allow_classified: true}',
        '',
      ].join('\n'),
    });
    const error = await failureOf(reader.read(repository.directory));
    assert.deepEqual(
      error.faults.map(({ code, place }) => [code, place?.line, place?.field]),
      [
        ['GIT_SPEC_FIELD', 3, 'spec.gate'],
        ['GIT_SPEC_FIELD', 4, 'spec.publish'],
        ['GIT_SPEC_FIELD', 6, 'spec.ingest.allow_classified'],
      ],
    );
  });
});
