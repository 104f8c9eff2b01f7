import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '../../../datasets/documents/reading.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

describe('touchstone on documents', function () {
  this.timeout(20_000);
  let home: string;
  let folder: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-cli-'));
    folder = join(home, 'letters');
    mkdirSync(folder);
    writeFileSync(join(folder, '函.di'), sample('letter.di'));
    writeFileSync(join(folder, '密.di'), sample('classified.di'));
    writeFileSync(join(folder, 'Thumbs.db'), 'x');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const check = (...argv: string[]) => called(['dataset', 'check', ...argv], { TOUCHSTONE_HOME: home });

  it('dataset check tells a program what they hold, which were refused and why, and what is lacking', async () => {
    const { status, last } = await check(folder, '--json');
    const found = JSON.parse(last);
    assert.equal(status, 2);
    assert.deepEqual(
      [found.format, found.container, found.records, found.kept, found.findings],
      ['documents', 'zip', 0, 0, []],
    );
    const { read, official, sections, refused, passed_over } = found.documents;
    assert.deepEqual([read, official, sections], [1, 1, 11]);
    assert.deepEqual(
      refused.map(({ document, code }: { document: string; code: string }) => [document, code]),
      [['密.di', 'DOCUMENT_CLASSIFIED']],
    );
    assert.deepEqual(passed_over, ['Thumbs.db']);
    assert.equal(found.problem.code, 'DOCUMENT_NEEDS_GENERATION');
  });

  it('dataset check tells a person, in the language asked for', async () => {
    const zh = (await check(folder, '--lang=zh-TW')).out;
    assert.match(zh, /共 1 份文件（di 1），其中公文 1 份；章節 11 個/);
    assert.match(zh, /密\.di：文件標示密等為「機密」/);
    assert.match(zh, /略過 1 個系統檔案：Thumbs\.db/);
    assert.match(zh, /請由文件產生記錄：`npx touchstone dataset generate`/);
    const en = (await check(join(folder, '函.di'), '--lang=en')).out;
    assert.match(en, /packed 1 files as documents/);
    assert.match(en, /1 documents \(di 1\), 1 of them official documents; 11 sections/);
    assert.match(en, /Have records made from the documents: `npx touchstone dataset generate`/);
  });

  it('dataset check names the document where none can be taken', async () => {
    const { status, out, err } = await check(join(folder, '密.di'), '--lang=en');
    assert.equal(status, 2);
    assert.match(out + err, /DOCUMENT_CLASSIFIED/);
    assert.match(out + err, /密\.di/);
  });

  it('dataset add and run send a folder as one version', async () => {
    const api: TestApi = await startApi();
    try {
      const environment = { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home };
      const added = await called(['dataset', 'add', folder, '--json'], environment);
      const version = JSON.parse(added.last);
      assert.deepEqual([version.dataset, version.version, version.filename], ['letters', 1, 'letters.zip']);
      assert.match(added.err, /packed 3 files as documents/);
      const run = await called(['run', '--dataset', folder, '--name', 'letters', '--json'], environment);
      assert.match(run.err, /uploaded letters\.zip as letters version/);
    } finally {
      await api.close();
    }
  });
});
