import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progressLineSchema } from '../../../../../pipeline/cli/terminal/progress-line.ts';
import { failedModel, inconclusiveModel, passedModel } from '../../../../fixtures/report-model.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called, carryRuns, storedReport } from '../called.ts';

describe('touchstone run', function () {
  this.timeout(20_000);
  let api: TestApi;
  let home: string;
  let data: string;
  let environment: Record<string, string>;

  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-cli-'));
    data = join(home, 'petitions.jsonl');
    writeFileSync(data, '{"text":"路燈不亮","label":"工務局"}\n');
    environment = { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home };
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });

  const run = (...more: string[]) =>
    called(['run', '--dataset', data, '--name', 'petitions', ...more], environment);

  it('prints, as its last line, what a program wants to know, and exits by the verdict', async () => {
    const model = passedModel();
    carryRuns(api, {
      verdict: 'PASS',
      model: { name: 'petitions', version: 3 },
      report: await storedReport(api, model),
    });
    const { status, last, out, err } = await run('--wait', '--json');
    assert.equal(status, 0);
    const result = JSON.parse(last);
    assert.match(result.run_id, /^run_/);
    assert.deepEqual([result.status, result.verdict], ['succeeded', 'PASS']);
    const { n, accuracy, macro_precision, macro_recall, macro_f1 } = model.evaluation.systems.tuned;
    const primary = { metric: 'macro_f1', value: macro_f1 };
    assert.deepEqual(result.metrics.tuned, { n, accuracy, macro_precision, macro_recall, macro_f1, primary });
    assert.equal(result.metrics.base.macro_f1, model.evaluation.systems.base.macro_f1);
    assert.deepEqual(result.model, { name: 'petitions', version: 3 });
    assert.deepEqual(result.stages[0], { name: 'ingest', status: 'done', cached: false, seconds: 1 });
    assert.equal(result.stages.length, 9);
    assert.equal(result.report, join(home, 'reports', result.run_id, 'en.html'));
    assert.match(readFileSync(result.report, 'utf8'), /<!doctype html>/i);
    assert.equal(out.trimEnd().split('\n').length, 1, 'nothing else on standard output');
    assert.match(err, /uploaded petitions\.jsonl as petitions version 1/);
  });

  it('exits with 1 for FAIL and 3 for INCONCLUSIVE', async () => {
    carryRuns(api, { verdict: 'FAIL', model: null, report: await storedReport(api, failedModel()) });
    assert.equal((await run('--wait')).status, 1);
    carryRuns(api, {
      verdict: 'INCONCLUSIVE',
      model: null,
      report: await storedReport(api, inconclusiveModel()),
    });
    assert.equal((await run('--wait', '--no-idempotency-key')).status, 3);
  });

  it('shows a person the stages, the comparison, the verdict and where things are', async () => {
    carryRuns(api, {
      verdict: 'PASS',
      model: { name: 'petitions', version: 1 },
      report: await storedReport(api, passedModel()),
    });
    const { out } = await run('--wait', '--lang', 'zh-TW');
    assert.match(out, /✓ 讀入/);
    assert.match(out, /F1（各類平均） +0\.\d{3} +0\.\d{3} +\+0\.\d{3}/);
    assert.match(out, /通過（PASS）/);
    assert.match(out, /報告 +\S+index\.html/);
    assert.match(out, /模型 +petitions 第 1 版/);
  });

  it('hands over spec, task, base, settings and the test file', async () => {
    const spec = join(home, 'spec.yaml');
    writeFileSync(spec, 'train:\n  seed: 7\n');
    const test = join(home, 'test.jsonl');
    writeFileSync(test, '{"text":"a","label":"b"}\n');
    const asked = ['--spec', spec, '--task', 'classification', '--base', 'tiny', '--set', 'train.epochs=2'];
    const { last } = await run('--test', test, ...asked, '--set', 'split.seed=1', '--json');
    const made = await api.service.runs.show(JSON.parse(last).run_id, 'en');
    assert.equal(made.spec.base, 'tiny');
    assert.equal(made.spec.task.kind, 'classification');
    assert.deepEqual([made.spec.train.seed, made.spec.train.epochs, made.spec.split.seed], [7, 2, 1]);
    assert.deepEqual([made.dataset.dataset, made.test?.dataset], ['petitions', 'petitions.test']);
    assert.equal(made.trigger.kind, 'cli');
  });

  it('takes the id of an uploaded version instead of a file', async () => {
    const version = await api.upload('letters', 'a line');
    const { last } = await called(['run', '--dataset', version.id, '--name', 'm', '--json'], environment);
    assert.equal((await api.service.runs.show(JSON.parse(last).run_id, 'en')).dataset.id, version.id);
  });

  it('does not wait for a service that goes on by itself, unless asked', async () => {
    const { status, last } = await run('--json');
    assert.deepEqual([status, JSON.parse(last).status], [0, 'queued']);
  });

  it('exits with 2 for bad input, and says what, where and what to do', async () => {
    const { status, err, last } = await run('--set', 'train.epoch=1', '--wait', '--json');
    assert.equal(status, 2);
    assert.match(err, /SPEC_INVALID/);
    assert.match(err, /train\.epoch".*\n[\s\S]*epochs/);
    const result = JSON.parse(last);
    assert.deepEqual([result.status, result.run_id, result.error.code], ['error', null, 'SPEC_INVALID']);
  });

  it('exits with 2 for a file that is not there, before anything is sent', async () => {
    const { status, err } = await called(
      ['run', '--dataset', join(home, 'none.jsonl'), '--name', 'm'],
      environment,
    );
    assert.equal(status, 2);
    assert.match(err, /CLI_FILE_MISSING/);
    assert.equal(api.service.madeDatasets.count, 0);
  });

  it('exits with 4 when no service answers', async () => {
    const { status, err } = await called(['run', '--dataset', data, '--name', 'm'], {
      ...environment,
      TOUCHSTONE_URL: 'http://127.0.0.1:9',
    });
    assert.equal(status, 4);
    assert.match(err, /CLI_SERVICE_UNREACHABLE/);
  });

  it('exits by whose fault it was when the run itself fails', async () => {
    const { madeRuns } = api.service;
    const { create } = madeRuns.service;
    for (const [code, expected] of [
      ['INPUT_EMPTY_FILE', 2],
      ['TRAINER_OUT_OF_MEMORY', 4],
    ] as const) {
      Object.assign(madeRuns.service, {
        create: async (...request: Parameters<typeof create>) => {
          const made = await create(...request);
          setTimeout(() => madeRuns.finish(made.id, 'failed', { code, params: { detail: 'x' } }), 10);
          return made;
        },
      });
      const { status, out } = await run('--wait', '--again');
      assert.equal(status, expected);
      assert.match(out, new RegExp(code));
    }
  });

  it('leaves the run to the service when the person stops following', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const { status, err, last } = await called(
      ['run', '--dataset', data, '--name', 'petitions', '--wait', '--json'],
      environment,
      stop.signal,
    );
    assert.equal(status, 130);
    const { run_id: id, status: told } = JSON.parse(last);
    assert.equal(told, 'interrupted');
    assert.match(err, new RegExp(`goes on in the service.*runs follow ${id}`));
    assert.equal(existsSync(join(home, 'reports')), false);
  });

  it('tells a program what happens as JSON lines on standard error, faults too', async () => {
    carryRuns(api, { verdict: 'FAIL', model: null, report: await storedReport(api, failedModel()) });
    const followed = await run('--follow', '--progress', 'json');
    assert.equal(followed.status, 1);
    const types = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => progressLineSchema.parse(JSON.parse(line)).type);
    const seen = types(followed.err);
    assert.ok(seen.includes('upload') && seen.includes('event'), seen.join(' '));
    assert.match(followed.out, /FAIL/, 'the result is for people, without --json');
    const refused = await run('--set', 'train.epoch=1', '--progress=json');
    assert.equal(types(refused.err).at(-1), 'error');
  });

  it('with --progress none gives the result alone', async () => {
    carryRuns(api, { verdict: 'PASS', model: null, report: await storedReport(api, passedModel()) });
    const { out, err } = await run('--wait', '--progress', 'none');
    assert.deepEqual([err, /uploaded|✓/.test(out), /PASS/.test(out)], ['', false, true]);
  });
});
