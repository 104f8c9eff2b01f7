import assert from 'node:assert/strict';
import type { EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { SuiteView } from '../../pipeline/contracts/suites.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { BRIEF_EVALUATION } from '../fixtures/brief-evaluation.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type World } from './world.ts';

/** Two versions of a growing dataset, judged by one test set; the whole program with the real trainer. */
describe('a frozen test set', function () {
  this.timeout(400_000);
  let world: World;
  let service: ServiceUnderTest;

  before(async function () {
    world = await createWorld('embedded', this, { TOUCHSTONE_CATALOGUE: await tinyCatalogue() });
    service = await ServiceUnderTest.start(world.environment);
  });
  after(async () => {
    await service?.stop();
    await world?.dispose();
  });

  async function post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${service.url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  async function finished(rows: string): Promise<RunView> {
    const dataset = await service.upload('d', rows);
    const spec = { train: { epochs: 1 }, evaluate: BRIEF_EVALUATION };
    const run = await service.finished(
      (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id,
    );
    assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
    return run;
  }

  async function reportOf(run: RunView): Promise<ReportModel & { evaluation: EvaluationResult }> {
    const response = await fetch(`${service.url}/v1/runs/${run.id}/report/report.json`);
    assert.equal(response.status, 200);
    return (await response.json()) as ReportModel;
  }

  it('judges the next version by the records of the first, and counts the looks', async () => {
    const first = await finished(tinyRows());
    const before = await reportOf(first);
    assert.deepEqual([before.split.method, before.look?.number], ['stratified', 1]);

    const frozen = await post('/v1/models/m/suite', { run: first.id, by: '林', reason: '年度比較' });
    assert.equal(frozen.status, 201, JSON.stringify(frozen.body));
    const suite = frozen.body as SuiteView;
    assert.deepEqual([suite.testDigest, suite.looks], [before.evaluation.test_digest, 1]);

    const grown = tinyRows(3, 24);
    const second = await finished(grown);
    const after = await reportOf(second);
    assert.deepEqual([after.split.method, after.look?.number], ['frozen', 2]);
    assert.equal(after.evaluation.test_digest, before.evaluation.test_digest);
    assert.ok(after.split.leakage_check.passed && after.split.leaked >= before.evaluation.n);

    const dataset = await service.upload('d', tinyRows());
    const refused = await post('/v1/runs', { name: 'm', dataset: dataset.id, test: dataset.id });
    assert.deepEqual([refused.status, (refused.body as { code: string }).code], [409, 'SUITE_IN_FORCE']);

    const ended = await post('/v1/models/m/suite/unfreeze', { by: '王', reason: '表單改版' });
    assert.equal((ended.body as SuiteView).unfrozen!.by, '王');
    const third = await reportOf(await finished(grown));
    assert.equal(third.split.method, 'stratified');
  });
});
