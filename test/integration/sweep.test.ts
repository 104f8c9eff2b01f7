import assert from 'node:assert/strict';
import { BRIEF_EVALUATION } from '../fixtures/brief-evaluation.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type World } from './world.ts';

/** The whole program with a search for settings by the real trainer. */
describe('a search for settings', function () {
  this.timeout(600_000);
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

  it('goes on after kill -9 with what it had tried, and is told in the report', async () => {
    const dataset = await service.upload('swept', tinyRows(3, 80));
    const spec = {
      train: { sweep: { trials: 4 }, epochs: 1 },
      evaluate: BRIEF_EVALUATION,
      gate: { minimum_test_records: 1 },
    };
    const { id } = await service.createRun({ name: 'swept', dataset: dataset.id, spec });
    for await (const { body } of service.events(id))
      if (body.type === 'progress' && body.stage === 'train' && body.progress.percent > 40) break;
    await service.kill();
    service = await ServiceUnderTest.start(world.environment);
    const run = await service.finished(id);
    assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
    const answer = await fetch(`${service.url}/v1/runs/${id}/report/report.json`);
    const report = (await answer.json()) as {
      training: { sweep: { trials: { losses: number[] }[] } };
      decisions: { field: string }[];
    };
    const { sweep } = report.training;
    assert.equal(sweep.trials.length, 4);
    assert.ok(Math.min(...sweep.trials.map(({ losses }) => losses.at(-1)!)) > 0);
    assert.ok(report.decisions.some(({ field }) => field === 'train.sweep'));
    const pinned = await fetch(`${service.url}/v1/runs/${id}/report/spec.json`);
    assert.equal(((await pinned.json()) as { train: { sweep: unknown } }).train.sweep, null);
    const page = await (await fetch(`${service.url}/v1/runs/${id}/report`)).text();
    assert.match(page, /設定的搜尋/);
  });
});
