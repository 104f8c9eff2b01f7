import assert from 'node:assert/strict';
import { type AnswerTask, TASK_KINDS } from '../../pipeline/contracts/names.ts';
import { ANSWER_CASES } from '../fixtures/answer-cases.ts';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type World } from './world.ts';

const OVERRIDE = { by: 'answer test', reason: 'random weights never pass the gate' };
const RECORDS = 60;

/** Alpaca rows of a task: what is asked, and what is expected. */
function rowsOf(task: AnswerTask): string {
  const cases = ANSWER_CASES[task];
  return Array.from({ length: RECORDS }, (_, at) => {
    const { text, truth } = cases[at % cases.length]!;
    // Short, and no two alike: near duplicates would be taken out.
    const input = `${at * 7919}${String.fromCodePoint(...Array.from({ length: 24 }, (_, i) => 0x4e00 + ((at * 613 + i * 97) % 5000)))}${text.slice(0, 12)}`;
    return JSON.stringify({ instruction: '請依要求作答。', input, output: truth });
  }).join('\n');
}

/** Pairs of answers as TRL writes them. */
function pairs(): string {
  return rowsOf('generation')
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ input, output }) => JSON.stringify({ prompt: input, chosen: output, rejected: '不知道。' }))
    .join('\n');
}

/** The whole program with the real trainer on every task whose answers are written. */
describe('tasks whose answers are written', function () {
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

  /** Uploads, runs and publishes; gives a reader of the report's files. */
  async function published(name: string, rows: string, task: AnswerTask) {
    const dataset = await service.upload(name, rows);
    const spec = {
      task: { kind: task },
      refine: { rules: { near_duplicate: 'off', exact_duplicate: 'off' } },
      train: { epochs: 1 },
      evaluate: { draws: 100 },
      gate: { minimum_test_records: 1 },
      publish: { override: OVERRIDE },
    };
    const run = await service.finished((await service.createRun({ name, dataset: dataset.id, spec })).id);
    assert.deepEqual([run.status, run.model], ['succeeded', { name, version: 1 }], JSON.stringify(run.error));
    return async (path: string): Promise<string> => {
      const answer = await fetch(`${service.url}/v1/runs/${run.id}/report/${path}`);
      assert.equal(answer.status, 200, path);
      return answer.text();
    };
  }

  for (const task of TASK_KINDS.filter((kind): kind is AnswerTask => kind !== 'classification')) {
    it(`go from upload to report and published model: ${task}`, async () => {
      const file = await published(task.replaceAll('_', '-'), rowsOf(task), task);
      const report = JSON.parse(await file('report.json'));
      assert.equal(report.evaluation.task, task);
      assert.equal(report.evaluation.systems.tuned.n, report.split.test);
      assert.ok(report.split.task.answer_tokens >= 16);
      assert.match(await file('summary.md'), /無法判讀的答案/);
      assert.match(await file('en.html'), /Unreadable answers/);
      assert.match(await file('junit.xml'), /<testcase classname="gate" name="better_than_base"/);
    });
  }

  it('are preferred where the upload is one of pairs', async () => {
    const file = await published('pairs', pairs(), 'generation');
    const { training, decisions, evaluation, split } = JSON.parse(await file('report.json'));
    assert.equal(training.objective, 'preference');
    const { validation_margin: margin, validation_pair_accuracy: share } = training.losses.at(-1);
    assert.ok(Number.isFinite(margin) && share >= 0 && share <= 1);
    const chosen = new Map(
      decisions.map(({ field, value }: { field: string; value: unknown }) => [field, value]),
    );
    assert.deepEqual([chosen.get('train.objective'), chosen.get('train.beta')], ['preference', 0.1]);
    const { pairs: asked, of, preferred, share: inTest } = evaluation.preference;
    assert.deepEqual([asked, of, inTest], [split.test, split.test, preferred / split.test]);
    assert.match(await file('summary.md'), new RegExp(`In ${preferred} of ${asked} pairs`));
    assert.match(await file('en.html'), /Chosen answer preferred.{0,200}of the validation pairs/s);
    assert.match(await file('index.html'), /偏好較佳的回答/);
  });
});
