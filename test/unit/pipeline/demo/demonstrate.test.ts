import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrate } from '../../../../pipeline/demo/demonstrate.ts';
import { announce, lockHome } from '../../../../pipeline/main/home-lock.ts';
import { passedModel } from '../../../fixtures/report-model.ts';
import { startApi, type TestApi } from '../api/fixture.ts';
import { carryRuns, storedReport } from '../cli/called.ts';

describe('the demo', function () {
  this.timeout(20_000);
  let api: TestApi;
  let home: string;
  let unlock: () => Promise<void>;

  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-demo-'));
    unlock = await lockHome(home);
    await announce(home, api.url);
  });
  afterEach(async () => {
    await unlock();
    await api.close();
    rmSync(home, { recursive: true });
  });

  async function demo(language: 'en' | 'zh-TW', environment: Record<string, string> = {}) {
    let out = '';
    const stream = { write: (text: string) => (out += text) };
    const status = await demonstrate({
      environment: { TOUCHSTONE_HOME: home, ...environment },
      language,
      out: stream,
      err: stream,
      interrupt: new AbortController().signal,
    });
    return { status, out };
  }
  const carry = async () =>
    carryRuns(api, {
      verdict: 'PASS',
      model: { name: 'petitions', version: 4 },
      report: await storedReport(api, passedModel()),
    });

  it('uploads the sample, follows the run, and ends with table, verdict, report, model and what to do next', async () => {
    await carry();
    const { status, out } = await demo('en');
    assert.equal(status, 0);
    const order = [
      /Gemma Terms of Use/,
      /uploaded petitions\.jsonl as petitions version 1/,
      /✓ ingest/,
      /Dataset score 96\.3 of 100: Completeness 99 · /,
      /\+2\.9 {2}Collect 20 more records/,
      /Macro F1 +0\.\d{3} +0\.\d{3} +\+0\.\d{3}/,
      /paired p/,
      /PASS/,
      /Report +\S+en\.html/,
      /Model +petitions version 4/,
      /npx touchstone report run_/,
      /npx touchstone run --dataset FILE --name NAME --wait/,
      /npx touchstone models promote petitions 4/,
    ].map((pattern) => out.search(pattern));
    assert.ok(
      order.every((at) => at >= 0),
      out,
    );
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
    const [run] = (await api.service.runs.list({ name: 'petitions' }, 'en')).items;
    assert.equal(run?.spec.base, 'gemma3-270m');
  });

  it('speaks zh-TW', async () => {
    await carry();
    assert.match((await demo('zh-TW')).out, /陳情案[\s\S]*使用條款[\s\S]*通過（PASS）[\s\S]*接下來可以/);
  });

  it('stays with the embedded default, whatever the environment names', async () => {
    await carry();
    const elsewhere = {
      DATABASE_URL: 'postgres://127.0.0.1:9/x',
      REDIS_URL: 'nonsense',
      S3_ENDPOINT: 'nonsense',
      TOUCHSTONE_URL: 'http://127.0.0.1:9',
    };
    assert.equal((await demo('en', elsewhere)).status, 0);
  });

  it('goes on with a run that was interrupted instead of starting another', async () => {
    await carry();
    await demo('en');
    const { madeRuns } = api.service;
    const [first] = (await api.service.runs.list({}, 'en')).items;
    madeRuns.tell(first!.id, { type: 'run', status: 'running', verdict: null, error: null });
    setTimeout(
      () => madeRuns.tell(first!.id, { type: 'run', status: 'succeeded', verdict: 'PASS', error: null }),
      200,
    );
    const { status, out } = await demo('en');
    assert.deepEqual([status, madeRuns.count], [0, 1]);
    assert.match(out, new RegExp(`Run ${first!.id} was interrupted before`));
  });

  it('tells a failure as the command line does', async () => {
    api.service.madeRuns.service.create = () => Promise.reject(new Error('boom'));
    const { status, out } = await demo('en');
    assert.equal(status, 4);
    assert.match(out, /Error INTERNAL/);
  });
});
