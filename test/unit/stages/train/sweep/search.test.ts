import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobRef } from '../../../../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../../../../pipeline/contracts/base.ts';
import type { TrainingReport } from '../../../../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import { putJson, readJson } from '../../../../../pipeline/contracts/json-artifact.ts';
import type { PipelineSpecInput } from '../../../../../pipeline/contracts/spec.ts';
import type { ModelWork } from '../../../../../pipeline/contracts/stage.ts';
import type { TrainJob } from '../../../../../pipeline/contracts/trainer.ts';
import { train } from '../../../../../stages/train/stage.ts';
import { type FakeContext, fakeContext, runStage } from '../../context.ts';
import { baseModel, labelled, storeRecords, TASK } from '../../records.ts';
import { REPORT, written } from '../report.ts';

/** The rate that is best here, whatever else is chosen. */
const BEST_RATE = 0.00052;

describe('stage train with a search', () => {
  let context: FakeContext;
  let base: BaseModel;
  let jobs: TrainJob[];
  let lossOf: (job: TrainJob) => number;
  let most: number;
  let stop: AbortController | null;

  /** Leaves what the trainer leaves; how good it is follows from the job. */
  const trainer = (atOnce?: number): ModelWork => {
    let running = 0;
    return {
      ...(atOnce === undefined ? {} : { atOnce }),
      async run(job, { onProgress, signal }) {
        const { out_dir: out } = job as TrainJob;
        jobs.push(job as TrainJob);
        most = Math.max(most, ++running);
        await new Promise((next) => setTimeout(next, 5));
        running--;
        if (jobs.length === 8) stop?.abort(new TouchstoneError('TRAINER_INTERRUPTED'));
        signal.throwIfAborted();
        const loss = lossOf(job as TrainJob);
        await mkdir(out, { recursive: true });
        await writeFile(join(out, 'adapter_config.json'), '{}');
        await writeFile(join(out, 'adapter_model.safetensors'), JSON.stringify(loss));
        const losses = [{ ...REPORT.losses[1]!, validation_loss: loss }];
        const report = { ...REPORT, losses, seconds: 10 * (job as TrainJob).epochs };
        await writeFile(join(out, 'training.json'), JSON.stringify(written(report)));
        onProgress({ percent: 100, loss, etaSeconds: 0 });
        return {};
      },
    };
  };

  const begin = async (model: ModelWork, signal?: AbortSignal) => {
    context = await fakeContext({ model, ...(signal === undefined ? {} : { signal }) });
  };
  beforeEach(async () => {
    jobs = [];
    most = 0;
    stop = null;
    lossOf = ({ learning_rate: rate }) => Math.abs(Math.log(rate / BEST_RATE)) + 0.2;
    await begin(trainer());
    base = baseModel({ directory: await mkdtemp(join(tmpdir(), 'touchstone-base-')) });
    await writeFile(join(base.directory, 'config.json'), '{"vocab_size": 262144}');
  });
  afterEach(async () => {
    await context.close();
    await rm(base.directory, { recursive: true });
  });

  async function run(spec: PipelineSpecInput['train'], { records = 640, validation = 20 } = {}) {
    const rows = (count: number, name: string) =>
      storeRecords(
        context.artifacts,
        Array.from({ length: count }, (_, n) =>
          labelled(`${name}${n}`, `${name} 第 ${n} 盞路燈不亮`, TASK.labels[n % 2]!),
        ),
      );
    const artifacts = {
      train: await rows(records, 'a'),
      validation: await rows(validation, 'b'),
      task: await putJson(context.artifacts, TASK),
    };
    const { outputs, summary } = await runStage(train, context, { artifacts, base }, { train: spec ?? {} });
    const report = await readJson<TrainingReport>(context.artifacts, outputs.training as BlobRef);
    return { outputs, summary, sweep: report.sweep };
  }

  it('finds the rate that is best, keeps its model, and says what it tried and what mattered', async () => {
    const { summary, sweep, outputs } = await run({ sweep: 'auto' });
    assert.equal((summary.settings as { learning_rate: number }).learning_rate, BEST_RATE);
    assert.deepEqual(
      sweep!.rungs.map(({ share, candidates }) => [share, candidates]),
      [
        [0.25, 12],
        [0.5, 4],
        [1, 2],
      ],
    );
    assert.equal(jobs.length, 18);
    assert.equal(sweep!.trials[sweep!.chosen]!.settings.learning_rate, BEST_RATE);
    assert.equal(sweep!.trials[0]!.losses.length, 3, 'auto is trained to the end');
    assert.equal(sweep!.mattered[0]!.field, 'learning_rate');
    assert.ok(outputs.adapter !== null);
    assert.equal(summary.validation_loss, 0.2);
    const told = new Map(summary.decisions!.map((one) => [one.field, one]));
    assert.equal(told.get('train.sweep')!.value, null);
    assert.match(told.get('train.learning_rate')!.reason.en, /search of 12 candidates/);
    assert.match(told.get('train.sweep')!.reason['zh-TW'], /驗證損失 0\.200，auto 為 0\.7/);
    assert.equal(told.size, summary.decisions!.length, 'each field is decided once');
  });

  it('keeps auto where nothing is better', async () => {
    lossOf = () => 0.5;
    const { summary, sweep } = await run({ sweep: { trials: 5 } });
    assert.equal(sweep!.chosen, 0);
    assert.equal((summary.settings as { learning_rate: number }).learning_rate, 0.0003);
    assert.match(summary.decisions!.at(-1)!.reason.en, /none is better than auto/);
  });

  it('tells how far it is, forwards only, and in words', async () => {
    await run({ sweep: 'auto' });
    const percents = context.reported.map(({ percent }) => percent);
    assert.deepEqual(
      percents,
      [...percents].sort((a, b) => a - b),
    );
    assert.ok(percents.at(-1)! > 99.9 && percents.at(-1)! <= 100 + 1e-9, String(percents.at(-1)));
    assert.match(context.reported[3]!.message!.en, /round 1 of 3, \d+ of 12 tried on 25 %/);
    assert.ok(context.reported.every(({ etaSeconds }) => etaSeconds === undefined));
  });

  it('tries one after the other on one machine, and side by side where there are more', async () => {
    await run({ sweep: 'auto' });
    assert.equal(most, 1);
    await context.close();
    await begin(trainer(4));
    await run({ sweep: 'auto' });
    assert.equal(most, 4);
  });

  it('trains nothing again that it had tried before it was stopped', async () => {
    stop = new AbortController();
    await context.close();
    await begin(trainer(), stop.signal);
    await assert.rejects(run({ sweep: 'auto' }), { code: 'TRAINER_INTERRUPTED' });
    assert.equal(context.made.filter((name) => name === 'train/trial').length, 8);
    const before = new Set(jobs.slice(0, 7).map(({ work_dir: dir }) => dir));
    const interrupted = jobs[7]!.work_dir;
    jobs = [];
    stop = null;
    const again = { ...context, signal: new AbortController().signal };
    context = again;
    await run({ sweep: 'auto' });
    assert.equal(jobs[0]!.work_dir, interrupted, 'the same place, so that its checkpoint is found');
    assert.ok(jobs.every(({ work_dir: dir }) => !before.has(dir)));
  });

  it('goes on without candidates that diverge, and fails where all do', async () => {
    const usual = lossOf;
    const diverge = (): never => {
      throw new TouchstoneError('TRAINER_DIVERGED', { params: { step: '3' } });
    };
    lossOf = (job) => (job.learning_rate === BEST_RATE ? diverge() : usual(job));
    const { sweep } = await run({ sweep: 'auto' });
    assert.ok(sweep!.trials.some(({ losses }) => losses[0] === null && losses.length === 1));
    assert.ok(sweep!.trials[sweep!.chosen]!.losses.every((loss) => loss !== null));
    await context.close();
    await begin(trainer());
    lossOf = diverge;
    await assert.rejects(run({ sweep: 'auto' }), { code: 'TRAINER_DIVERGED' });
  });

  it('tries as many as the minutes of training allow', async () => {
    // auto: one epoch, 10 s on a quarter, so 40 s on all; half an epoch more on the mean for others.
    const one = await run({ sweep: { minutes: 1 } });
    assert.equal(one.sweep!.trials.length, 1);
    const some = await run({ sweep: { minutes: 5 } });
    const count = some.sweep!.trials.length;
    assert.ok(count >= 6 && count <= 14, String(count));
    const spent = some.sweep!.trials.reduce((sum, { seconds }) => sum + seconds, 0);
    assert.ok(spent <= 5 * 60, String(spent));
  });

  it('searches nothing without validation records, and says so', async () => {
    const { sweep, summary } = await run({ sweep: 'auto' }, { validation: 0 });
    assert.equal(sweep, undefined);
    assert.equal(jobs.length, 1);
    assert.match(summary.warnings![0]!.en, /no validation records/);
  });
});
