import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { GitHttpServer } from '../../../fixtures/git/http-server.ts';
import { ReaderUnderTest } from '../../../fixtures/git/reader-under-test.ts';
import { TestRepository } from '../../../fixtures/git/test-repository.ts';

const ROWS = `text,label\n${Array.from({ length: 5000 }, (_, n) => `路燈 ${n} 號不亮,工務`).join('\n')}\n`;

describe('a dataset repository', () => {
  let repository: TestRepository;
  let server: GitHttpServer;
  let reader: ReaderUnderTest;

  before(async () => {
    repository = new TestRepository();
    server = await GitHttpServer.start(repository.root);
    reader = new ReaderUnderTest({
      TOUCHSTONE_GIT_FILE_ROOTS: repository.root,
      TOUCHSTONE_GIT_INSIDE_HOSTS: server.host,
    });
  });

  after(async () => {
    assert.deepEqual(reader.leftovers(), []);
    reader.close();
    await server.stop();
    repository.remove();
  });

  for (const way of ['file', 'http'] as const) {
    const url = () => (way === 'file' ? repository.directory : `${server.url}/dataset.git`);

    it(`is read by ${way}: data, test and spec, byte for byte`, async () => {
      const id = repository.commit(
        {
          'touchstone.yaml':
            'name: petitions\ndataset: data/train.csv\ntest: data/test.csv\nspec: spec.yaml\n',
          'data/train.csv': ROWS,
          'data/test.csv': 'text,label\n沒水,自來水\n',
          'spec.yaml': 'train: {epochs: 2}\n',
          'unrelated.bin': Buffer.alloc(200_000, 7),
        },
        `加入資料 ${way}\n\nwith a body`,
      );
      const { plan, dataset, test } = await reader.read(url(), 'petitions');
      assert.equal(plan.commit.id, id);
      assert.equal(plan.commit.branch, 'main');
      assert.equal(plan.commit.subject, `加入資料 ${way}`);
      assert.equal(plan.name, 'petitions');
      assert.deepEqual(plan.spec, { train: { epochs: 2 } });
      assert.equal(dataset.filename, 'train.csv');
      assert.equal(dataset.bytes.toString('utf8'), ROWS);
      assert.equal(test?.bytes.toString('utf8'), 'text,label\n沒水,自來水\n');
    });

    it(`says by ${way} which commit the branch points to`, async () => {
      const id = repository.commit({ 'note.txt': way });
      assert.deepEqual(await reader.tip({ url: url() }), { id, branch: 'main' });
      assert.deepEqual(await reader.tip({ url: url(), branch: 'main' }), { id, branch: 'main' });
      await assert.rejects(reader.tip({ url: url(), branch: 'other' }), { code: 'GIT_BRANCH_NOT_FOUND' });
    });
  }

  it('fetches no file that it does not need', async () => {
    server.seen.length = 0;
    repository.commit({
      'touchstone.yaml': 'dataset: small.csv\n',
      'small.csv': 'text,label\na,b\n',
      // Noise, so that it cannot be compressed away.
      'large.bin': createHash('shake256', { outputLength: 3_000_000 }).update('noise').digest(),
    });
    const careful = new ReaderUnderTest(
      { TOUCHSTONE_GIT_INSIDE_HOSTS: server.host },
      { limitBytes: 1_000_000 },
    );
    const { dataset } = await careful.read(`${server.url}/dataset.git`);
    assert.equal(dataset.bytes.toString(), 'text,label\na,b\n');
    careful.close();
  });

  it('is known for the same by its content, whatever else a commit changes', async () => {
    repository.commit({ 'touchstone.yaml': 'dataset: small.csv\n', 'small.csv': 'text,label\na,b\n' });
    const before = await reader.read(repository.directory);
    repository.commit({ 'README.md': 'words', 'touchstone.yaml': '# a comment\ndataset: ./small.csv\n' });
    const same = await reader.read(repository.directory);
    assert.notEqual(same.plan.commit.id, before.plan.commit.id);
    assert.equal(same.plan.content, before.plan.content);
    repository.commit({ 'small.csv': 'text,label\na,c\n' });
    assert.notEqual((await reader.read(repository.directory)).plan.content, before.plan.content);
  });

  it('may hold documents: a folder of them travels as one pack, the same each time', async () => {
    repository.commit({
      'touchstone.yaml': 'dataset: [docs, more.md]\n',
      'docs/函.md': '# 主旨',
      'docs/deep/b.txt': 'b',
      'docs/.hidden': 'no',
      'more.md': '# 更多',
    });
    const first = await reader.read(repository.directory);
    const again = await reader.read(`${server.url}/dataset.git`);
    assert.equal(first.dataset.filename, 'docs.zip');
    assert.deepEqual(first.plan.dataset, ['docs/deep/b.txt', 'docs/函.md', 'more.md']);
    assert.ok(first.dataset.bytes.equals(again.dataset.bytes));
    assert.equal(first.dataset.bytes.toString('latin1', 0, 2), 'PK');
  });

  it('may be one of SHA-256', async () => {
    const modern = new TestRepository({ hash: 'sha256', branch: 'trunk' });
    const own = new ReaderUnderTest({ TOUCHSTONE_GIT_FILE_ROOTS: modern.root });
    const id = modern.commit({ 'touchstone.yaml': 'dataset: a.csv\n', 'a.csv': 'text,label\na,b\n' });
    const { plan, dataset } = await own.read(modern.directory);
    assert.equal(plan.commit.id, id);
    assert.equal(id.length, 64);
    assert.equal(dataset.bytes.toString(), 'text,label\na,b\n');
    own.close();
    modern.remove();
  });

  it('is read from a server that cannot leave anything out', async () => {
    const old = new TestRepository({ filter: false });
    const http = await GitHttpServer.start(old.root);
    const own = new ReaderUnderTest({ TOUCHSTONE_GIT_INSIDE_HOSTS: http.host });
    old.commit({ 'touchstone.yaml': 'dataset: a.csv\n', 'a.csv': 'text,label\na,b\n', 'b.csv': 'x' });
    assert.equal((await own.read(`${http.url}/dataset.git`)).dataset.bytes.toString(), 'text,label\na,b\n');
    own.close();
    await http.stop();
    old.remove();
  });
});
