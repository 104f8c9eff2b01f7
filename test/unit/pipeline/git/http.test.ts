import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { GitHttpServer } from '../../../fixtures/git/http-server.ts';
import { ReaderUnderTest } from '../../../fixtures/git/reader-under-test.ts';
import { TestRepository } from '../../../fixtures/git/test-repository.ts';

const TOKEN = 'canary-token-4711';

describe('a dataset repository over HTTP', () => {
  let repository: TestRepository;
  const closing: (() => Promise<void> | void)[] = [];

  before(() => {
    repository = new TestRepository();
    repository.commit({ 'touchstone.yaml': 'dataset: a.csv\n', 'a.csv': 'text,label\na,b\n' });
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  after(() => repository.remove());

  const serve = async (options: Parameters<typeof GitHttpServer.start>[1] = {}) => {
    const server = await GitHttpServer.start(repository.root, options);
    closing.push(() => server.stop());
    return server;
  };
  const readerOf = (hosts: string, options: ConstructorParameters<typeof ReaderUnderTest>[1] = {}) => {
    const reader = new ReaderUnderTest({ TOUCHSTONE_GIT_INSIDE_HOSTS: hosts }, options);
    closing.push(() => {
      assert.deepEqual(reader.leftovers(), []);
      reader.close();
    });
    return reader;
  };

  it('that is private is read with a secret, which is sent to its host alone', async () => {
    const server = await serve({ password: `x-access-token:${TOKEN}` });
    const reader = readerOf(server.host, { secrets: { read: TOKEN, wrong: 'another', pair: `me:${TOKEN}` } });
    const url = `${server.url}/dataset.git`;
    assert.equal((await reader.read({ url, credentials: 'read' })).dataset.filename, 'a.csv');
    await assert.rejects(reader.read(url), { code: 'GIT_ACCESS_DENIED' });
    await assert.rejects(reader.read({ url, credentials: 'wrong' }), { code: 'GIT_ACCESS_DENIED' });
    await assert.rejects(reader.read({ url, credentials: 'pair' }), { code: 'GIT_ACCESS_DENIED' });
    const other = await serve();
    const redirecting = await serve({ redirect: other.url });
    const both = readerOf(`${redirecting.host},${other.host}`, { secrets: { read: TOKEN } });
    await assert.rejects(both.read({ url: `${redirecting.url}/dataset.git`, credentials: 'read' }), {
      code: 'GIT_REDIRECTED',
    });
    assert.deepEqual(other.seen, []);
  });

  it('has its secret on no command line, in no file and in no error', async () => {
    const server = await serve({ password: `x-access-token:${TOKEN}` });
    const shims = join(repository.root, 'shims');
    const log = join(repository.root, 'argv');
    mkdirSync(shims, { recursive: true });
    const real = process.env.PATH!.split(delimiter).map((folder) => join(folder, 'git'));
    writeFileSync(
      join(shims, 'git'),
      `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\ncat "$GIT_DIR/config" >> '${log}'\nPATH='${process.env.PATH}' exec git "$@"\n`,
      { mode: 0o755 },
    );
    assert.ok(real.length > 0);
    const path = `${shims}${delimiter}${process.env.PATH}`;
    const reader = readerOf(server.host, { secrets: { read: TOKEN, bad: `${TOKEN}-bad` }, path });
    const url = `${server.url}/dataset.git`;
    await reader.read({ url, credentials: 'read' });
    await assert.rejects(reader.read({ url, credentials: 'bad' }), (error: TouchstoneError) => {
      return !/canary/.test(JSON.stringify(error.toJSON()) + error.stack);
    });
    const said = readFileSync(log, 'utf8');
    assert.match(said, /fetch .*--filter=blob:none/);
    const encoded = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
    assert.ok(!said.includes(TOKEN) && !said.includes(encoded));
    // What came from outside stands behind `--`, or in the repository's own settings.
    assert.ok(
      !said.split('\n').some((line) => /^(fetch|ls-remote|ls-tree)/.test(line) && !line.includes(' -- ')),
    );
    rmSync(shims, { recursive: true });
  });

  it('that does not answer is given up in time, and no process stays', async () => {
    const server = await serve({ silent: true });
    const reader = readerOf(server.host, { timeoutSeconds: 1 });
    await assert.rejects(reader.read(`${server.url}/dataset.git`), { code: 'GIT_TIMEOUT' });
  });

  it('that is not there, or whose host is not, is told apart', async () => {
    const server = await serve();
    const gone = await GitHttpServer.start(repository.root);
    const reader = readerOf(`${server.host},${gone.host}`);
    await assert.rejects(reader.read(`${server.url}/nothing.git`), { code: 'GIT_REPOSITORY_NOT_FOUND' });
    const url = `${gone.url}/dataset.git`;
    await gone.stop();
    await assert.rejects(reader.read(url), { code: 'GIT_UNREACHABLE' });
  });
});
