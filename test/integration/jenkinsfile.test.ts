import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BY_PUSH } from '../groovy/pipeline-build.ts';
import { JenkinsWorld } from './jenkins-world.ts';

/** The retraining job as people run it: the Jenkinsfile of this repository, the shared library, a real service and trainings. */
describe('the Jenkinsfile', function () {
  this.timeout(400_000);
  let world: JenkinsWorld;

  before(async function () {
    world = await JenkinsWorld.create(this);
  });
  afterEach(() => world?.tidy());
  after(() => world?.dispose());

  it('trains, shows the report, asks without an agent, and promotes in the name of whoever approved', async () => {
    const build = await world.build({
      NAME: 'green',
      SPEC: 'passes.yaml',
      APPROVERS: 'mei,ops',
      LANGUAGE: 'en',
    });
    const question = await build.asks();
    assert.deepEqual([question.submitters, question.onAgent], [['mei', 'ops'], false]);
    assert.match(question.message, /version 1 of green production\? PASS: F1 0\.\d{3}, base 0\.\d{3}/);
    assert.equal(await build.refused('lin'), 403);
    assert.deepEqual(await world.production('green'), []);
    assert.deepEqual(
      (await world.runs('green')).map(({ trigger }) => trigger.kind),
      ['jenkins'],
    );
    build.answer('mei', true, { REASON: 'read the report' });
    const page = await build.ended();
    assert.equal(page.result, 'SUCCESS', build.log);
    const nested = page.stages.filter(({ depth }) => depth === 1).map(({ name }) => name);
    const run = ['Ingest', 'Generate', 'Refine', 'Split', 'Train', 'Evaluate', 'Gate', 'Report', 'Publish'];
    assert.deepEqual(nested, ['Start', ...run, 'Verdict', 'Approval', 'Promotion']);
    assert.ok(page.stages.every(({ durationMillis }) => durationMillis !== null));
    assert.match(page.description!, /^PASS: F1 .*; now production, by mei$/);
    assert.match(page.badges[0]!.text, /^PASS F1 0\.\d{3} \(\+0\.\d{3}\)$/);
    assert.ok(page.junit!.total > 3 && page.junit!.failed === 0);
    assert.deepEqual(page.html[0]!.pages, ['en.html', 'index.html']);
    assert.match(readFileSync(join(page.html[0]!.directory, 'index.html'), 'utf8'), /<html[^>]+zh/);
    for (const file of ['touchstone-run.json', 'touchstone-report/report.json'])
      assert.ok(page.artifacts.includes(file), file);
    assert.deepEqual(page.properties, ['disableConcurrentBuilds', 'buildDiscarder']);
    assert.deepEqual(await world.production('green'), [{ to: 1, by: 'mei', reason: 'read the report' }]);
    assert.doesNotMatch(readFileSync(join(build.directory, 'log'), 'utf8'), new RegExp(world.key));
  });

  it('leaves the version where it is when the answer is no, and the build as good as it was', async () => {
    const build = await world.build({ NAME: 'declined', SPEC: 'passes.yaml' });
    await build.asks();
    build.answer('mei', false);
    const page = await build.ended();
    assert.equal(page.result, 'SUCCESS', build.log);
    assert.match(page.description!, /無人核准，未上線$/);
    assert.match(build.log, /Rejected by mei/);
    assert.deepEqual(await world.production('declined'), []);
  });

  it('tells FAIL as UNSTABLE or FAILURE, as configured, with the report all the same', async () => {
    for (const [ON_FAIL, result] of [
      ['UNSTABLE', 'UNSTABLE'],
      ['FAILURE', 'FAILURE'],
    ] as const) {
      const build = await world.build({ NAME: 'fails', SPEC: 'fails.yaml', ON_FAIL, LANGUAGE: 'en' });
      const page = await build.ended();
      assert.equal(page.result, result, build.log);
      assert.match(page.description!, /^FAIL: F1 /);
      assert.ok(page.junit!.failed > 0);
      assert.equal(page.html.length, 1);
      assert.equal(page.stages.find(({ name }) => name === 'Promote')!.status, 'NOT_EXECUTED');
    }
  });

  it('tells INCONCLUSIVE as UNSTABLE, with the reason in the console', async () => {
    const build = await world.build({ NAME: 'open', SPEC: 'open.yaml', LANGUAGE: 'en' });
    const page = await build.ended();
    assert.equal(page.result, 'UNSTABLE', build.log);
    assert.match(page.description!, /^INCONCLUSIVE: /);
    assert.match(build.log, /WARNING: .*test records/);
  });

  it('says what is wrong with a dataset, and fails', async () => {
    const build = await world.build({ NAME: 'bad', DATASET: 'datasets/sample/broken.jsonl', LANGUAGE: 'en' });
    const page = await build.ended();
    assert.equal(page.result, 'FAILURE');
    assert.match(build.log, /broken\.jsonl/);
    assert.equal(page.stages.find(({ name }) => name === 'Ingest')!.status, 'FAILED');
    assert.equal(
      page.stages.find(({ name }) => name === 'Generate'),
      undefined,
    );
  });

  it('cancels the run when somebody aborts, and leaves no process at work', async () => {
    const build = await world.build({ NAME: 'aborted', SPEC: 'aborted.yaml', LANGUAGE: 'en' });
    await world.training('aborted');
    build.abort('lin');
    const page = await build.ended();
    const [run] = await world.runs('aborted');
    assert.deepEqual([page.result, run!.status], ['ABORTED', 'cancelled'], build.log);
    assert.match(page.description!, new RegExp(`${run!.id} is cancelled`));
    assert.match(build.log, /no machine goes on working/);
    await world.quiet();
  });

  it('picks the run up again when the controller is restarted, and starts no other', async () => {
    const build = await world.build({ NAME: 'controller', SPEC: 'controller.yaml', LANGUAGE: 'en' });
    await world.training('controller');
    await build.kill();
    build.resume();
    const page = await build.ended();
    assert.equal(page.result, 'UNSTABLE', build.log);
    const runs = await world.runs('controller');
    assert.deepEqual(
      runs.map(({ status }) => status),
      ['succeeded'],
    );
  });

  it('goes on when the service is killed and started again in mid-run', async () => {
    const build = await world.build({ NAME: 'service', SPEC: 'service.yaml', LANGUAGE: 'en' });
    await world.training('service');
    await world.restartService();
    const page = await build.ended();
    assert.equal(page.result, 'UNSTABLE', build.log);
    assert.match(build.log, /connection to the service is lost/);
    assert.equal((await world.runs('service')).length, 1);
  });

  it('trains nothing for a push that touched neither data nor spec, and trains for one that did', async () => {
    world.commit({ 'README.md': 'words' });
    const words = await world.build({ NAME: 'pushed', SPEC: 'fails.yaml' }, { causes: BY_PUSH });
    const skipped = await words.ended();
    assert.deepEqual([skipped.result, (await world.runs('pushed')).length], ['SUCCESS', 0], words.log);
    world.commit({ 'datasets/sample/petitions.jsonl': world.rows(65) });
    const data = await world.build({ NAME: 'pushed', SPEC: 'fails.yaml' }, { causes: BY_PUSH });
    await data.ended();
    assert.equal((await world.runs('pushed')).length, 1, data.log);
  });

  it('is five lines in a repository of one’s own, by the shared library', async () => {
    const script = `@Library('touchstone') _
      touchstoneRetrain(
        dataset: 'datasets/sample/petitions.jsonl', name: 'five', spec: 'fails.yaml', promote: 'never',
        command: 'node pipeline/cli/touchstone.mjs', image: 'node:22',
      )`;
    const libraries = { touchstone: world.library };
    const build = await world.build(
      {},
      { script, libraries, plugins: ['junit', 'htmlpublisher', 'credentials-binding'] },
    );
    const page = await build.ended();
    assert.equal(page.result, 'UNSTABLE', build.log);
    assert.deepEqual([page.images, page.properties.length], [['node:22'], 2]);
    assert.match(build.log, /沒有安裝 Badge 外掛/);
    const mistyped = await world.build({}, { script: script.replace('promote', 'promot'), libraries });
    assert.equal((await mistyped.ended()).result, 'FAILURE');
    assert.match(mistyped.log, /沒有「promot」這項設定/);
  });
});
