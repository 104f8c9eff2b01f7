import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameFrom } from '../../../../../pipeline/cli/commands/dataset.ts';
import { passedModel } from '../../../../fixtures/report-model.ts';
import { OPERATOR_KEY, startApi, type TestApi } from '../../api/fixture.ts';
import { called, storedReport } from '../called.ts';

describe('touchstone commands', function () {
  this.timeout(20_000);
  let api: TestApi;
  let home: string;
  let environment: Record<string, string>;

  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-cli-'));
    environment = { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home };
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });

  const touchstone = (...argv: string[]) => called(argv, environment);
  const json = async (...argv: string[]) => JSON.parse((await touchstone(...argv, '--json')).last);

  it('dataset add, list and show', async () => {
    const file = join(home, 'Petitions 2026.jsonl');
    writeFileSync(file, 'a line');
    const version = await json('dataset', 'add', file);
    assert.deepEqual([version.dataset, version.version], ['petitions-2026', 1]);
    assert.equal((await json('dataset', 'add', file, '--name', 'other')).dataset, 'other');
    const said = ['--map', 'text=內容,label=單位', '--encoding', 'big5', '--sheet', '二'];
    const { reading } = await json('dataset', 'add', file, '--name', 'other', ...said);
    const columns = { text: '內容', label: '單位' };
    assert.deepEqual(reading, { columns, encoding: 'big5', sheet: '二' });
    assert.match((await touchstone('dataset', 'show', 'other')).out, /text=內容,label=單位; big5; 二/);
    const names = (await json('dataset', 'list')).items.map((item: { name: string }) => item.name);
    assert.deepEqual(names, ['other', 'petitions-2026']);
    assert.match(
      (await touchstone('dataset', 'show', 'other')).out,
      new RegExp(`${version.digest ? 'dsv_' : ''}`),
    );
    assert.equal((await touchstone('dataset', 'show', 'none')).status, 2);
  });

  it('make a dataset name from any file name', () => {
    assert.equal(nameFrom('/x/Petitions.jsonl'), 'petitions');
    assert.equal(nameFrom('年報 2026.csv'), '2026');
    assert.equal(nameFrom('陳情.csv'), 'dataset');
    assert.match(nameFrom(`${'a'.repeat(90)}.csv`), /^a{63}$/);
  });

  it('runs list, over several pages and by state', async () => {
    for (let n = 0; n < 3; n++) await api.startRun();
    const first = (await json('runs', 'list')).items;
    assert.equal(first.length, 3);
    assert.equal((await json('runs', 'list', '--limit', '2')).items.length, 2);
    assert.equal((await json('runs', 'list', '--status', 'failed')).items.length, 0);
    assert.equal((await json('runs', 'list', '--name', 'unit')).items.length, 3);
    assert.match((await touchstone('runs', 'list', '--lang=zh-TW')).out, /排隊中/);
  });

  it('runs show, cancel and resume', async () => {
    const { id } = await api.startRun();
    assert.match((await touchstone('runs', 'show', id)).out, new RegExp(`Run ${id}: queued`));
    assert.equal((await json('runs', 'cancel', id)).status, 'cancelled');
    assert.equal((await json('runs', 'resume', id)).status, 'queued');
    const refused = await touchstone('runs', 'resume', id);
    assert.equal(refused.status, 2);
    assert.match(refused.err, /RUN_STATE/);
  });

  it('runs follow gives the status of the run that it followed', async () => {
    const { id } = await api.startRun();
    setTimeout(() => api.service.madeRuns.finish(id, 'cancelled'), 20);
    const { status, out } = await touchstone('runs', 'follow', id);
    assert.equal(status, 4);
    assert.match(out, /cancelled/);
  });

  it('report fetches the report, once', async () => {
    const { id } = await api.startRun();
    assert.match((await touchstone('report', id)).err, /REPORT_NOT_READY/);
    api.service.madeRuns.finishStage(id, 'report', { report: await storedReport(api, passedModel()) });
    const page = join(home, 'reports', id, 'en.html');
    assert.equal((await touchstone('report', id)).last, page);
    writeFileSync(page, 'damaged');
    await touchstone('report', id);
    assert.match(readFileSync(page, 'utf8'), /<!doctype html>/i, 'a damaged copy is fetched again');
    const elsewhere = join(home, 'mine');
    assert.equal((await json('report', id, '--out', elsewhere)).report, join(elsewhere, 'en.html'));
    assert.match((await touchstone('report', id, '--out', elsewhere)).err, /CLI_OUTPUT_EXISTS/);
  });

  it('costs tells what the work of a month took, by project', async () => {
    const { out } = await touchstone('costs', '--month', '2026-11', '--zone', 'Asia/Taipei');
    assert.match(out, /Model work in 2026-11 \(Asia\/Taipei\)/);
    assert.match(out, /petitions +1 +2:00:00 +– +0\.020 +0\.08/);
    assert.equal((await json('costs')).total.runs, 1);
    assert.equal((await touchstone('costs', '--month', 'May')).status, 2);
  });

  it('models list, show, promote and rollback, with who and why in the history', async () => {
    for (let n = 0; n < 2; n++)
      api.service.madeModels.publish('petitions', await api.service.tree({ a: `${n}` }));
    assert.match((await touchstone('models', 'list')).out, /petitions +2 +candidate +PASS/);
    const signed = ['--by', 'Lin', '--reason', 'read the report'];
    assert.equal((await touchstone('models', 'promote', 'petitions', '1', ...signed)).status, 0);
    assert.equal((await touchstone('models', 'promote', 'petitions', '2', ...signed)).status, 0);
    const back = await touchstone('models', 'rollback', 'petitions', '--by', 'Chen');
    assert.match(back.out, /production of petitions now points to version 1/);
    const { history } = await json('models', 'show', 'petitions');
    const production = history.filter((move: { alias: string }) => move.alias === 'production');
    assert.deepEqual(
      production.map((move: { kind: string; to: number }) => [move.kind, move.to]),
      [
        ['rollback', 1],
        ['promote', 2],
        ['promote', 1],
      ],
    );
    assert.match(production[1].by, /Lin/);
    assert.equal(production[1].reason, 'read the report');
    assert.equal((await json('models', 'show', 'petitions', 'production')).version, 1);
  });

  it('models export writes every file of the version, named by number or alias', async () => {
    const files = { 'README.md': '# card', 'adapter/adapter_config.json': '{"r":16}' };
    api.service.madeModels.publish('petitions', await api.service.tree(files));
    const out = join(home, 'out');
    const exported = await json('models', 'export', 'petitions', 'candidate', '--out', out);
    assert.deepEqual([exported.version, exported.path], [1, out]);
    for (const [path, text] of Object.entries(files))
      assert.equal(readFileSync(join(out, path), 'utf8'), text);
    const again = await touchstone('models', 'export', 'petitions', '1', '--out', out);
    assert.deepEqual([again.status, /CLI_OUTPUT_EXISTS/.test(again.err)], [2, true]);
  });

  it('models export refuses a form that the method does not have, before anything is made', async () => {
    const training = JSON.stringify({ method: 'prompt_tuning' });
    api.service.madeModels.publish('petitions', await api.service.tree({ 'training.json': training }));
    const out = join(home, 'tuned-prompt');
    const refused = await touchstone('models', 'export', 'petitions', '1', '--format', 'gguf', '--out', out);
    assert.equal(refused.status, 2);
    assert.match(refused.err, /EXPORT_METHOD/);
    assert.match(refused.err, /prompt_tuning cannot be exported as gguf/);
    assert.equal(existsSync(out), false);
    const unknown = await touchstone('models', 'export', 'petitions', '1', '--format', 'onnx');
    assert.deepEqual([unknown.status, /merged, gguf-adapter, gguf, ollama/.test(unknown.err)], [2, true]);
  });

  it('base list and add', async () => {
    assert.match((await touchstone('base', 'list')).out, /tiny .*to be brought in/);
    assert.equal((await touchstone('base', 'add', 'tiny', '--from', home)).status, 0);
    assert.deepEqual(api.service.basesFrom, [home]);
    const unknown = await touchstone('base', 'add', 'tinny', '--from', home);
    assert.deepEqual([unknown.status, /BASE_UNKNOWN/.test(unknown.err)], [2, true]);
  });

  it('speak with a key to a service that asks for one', async () => {
    const guarded = await startApi({ beyondLoopback: true });
    try {
      const without = await called(['runs', 'list'], { TOUCHSTONE_URL: guarded.url });
      assert.deepEqual([without.status, /KEY_MISSING/.test(without.err)], [2, true]);
      const keyed = { TOUCHSTONE_URL: guarded.url, TOUCHSTONE_API_KEY: OPERATOR_KEY };
      assert.equal((await called(['runs', 'list'], keyed)).status, 0);
    } finally {
      await guarded.close();
    }
  });
});
