import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '../../../../datasets/arrow/read.ts';
import type { BlobRef } from '../../../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../../../pipeline/contracts/base.ts';
import type { TrainingReport } from '../../../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import type { ModelWork } from '../../../../pipeline/contracts/stage.ts';
import type { TrainJob } from '../../../../pipeline/contracts/trainer.ts';
import { train } from '../../../../stages/train/stage.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { baseModel, labelled, storeRecords, TASK } from '../records.ts';
import { REPORT, written } from './report.ts';

describe('stage train', () => {
  let context: FakeContext;
  let base: BaseModel;
  let jobs: TrainJob[];
  let report: TrainingReport;

  /** Writes an adapter and a report, as the trainer does. */
  const trainer: ModelWork = {
    async run(job, options) {
      assert.equal(job.verb, 'train');
      jobs.push(job as TrainJob);
      const { out_dir } = job as TrainJob;
      await mkdir(out_dir, { recursive: true });
      await writeFile(join(out_dir, 'adapter_config.json'), '{}');
      await writeFile(join(out_dir, 'adapter_model.safetensors'), 'weights');
      await writeFile(join(out_dir, 'training.json'), JSON.stringify(written(report)));
      options.onProgress({ percent: 50, loss: 0.9, tokensPerSecond: 330 });
      return {};
    },
  };

  beforeEach(async () => {
    jobs = [];
    report = REPORT;
    context = await fakeContext({ model: trainer });
    base = baseModel({ directory: await mkdtemp(join(tmpdir(), 'touchstone-base-')) });
    await writeFile(join(base.directory, 'config.json'), '{"vocab_size": 262144}');
  });
  afterEach(async () => {
    await context.close();
    await rm(base.directory, { recursive: true });
  });

  async function run(
    options: { validation?: number; spec?: PipelineSpecInput; text?: string; texts?: readonly string[] } = {},
  ) {
    const { validation = 20, spec = {}, text = '路燈不亮，請派員修復。', texts = [] } = options;
    const records = (count: number) =>
      storeRecords(
        context.artifacts,
        Array.from({ length: count }, (_, i) => labelled(`r${i}`, texts[i] ?? text, TASK.labels[i % 2]!)),
      );
    const artifacts = {
      train: await records(160),
      validation: await records(validation),
      task: await putJson(context.artifacts, TASK),
    };
    return runStage(train, context, { artifacts, base }, spec);
  }

  it('gives the trainer the records, and keeps adapter and report apart', async () => {
    const { outputs, summary } = await run();
    assert.equal(outputs.adapter?.kind, 'tree');
    assert.deepEqual(
      (await context.artifacts.listTree(outputs.adapter)).map(({ path }) => path),
      ['adapter_config.json', 'adapter_model.safetensors'],
    );
    assert.equal(outputs.training?.kind, 'blob');
    assert.deepEqual(await readJson(context.artifacts, outputs.training), REPORT);
    assert.equal(summary.validation_loss, 0.71);
    assert.equal(summary.tokens_per_second, 316.8);
    assert.deepEqual(summary.warnings, []);
    assert.deepEqual(context.reported, [{ percent: 50, loss: 0.9, tokensPerSecond: 330 }]);
  });

  it('trains on a quarter and on half as well where that is asked for, each part of the next', async () => {
    const ids: string[][] = [];
    const texts = Array.from({ length: 160 }, (_, n) => `第 ${n} 盞路燈不亮，請派員修復。`);
    const seen: ModelWork = {
      run: async (job, options) => {
        const rows = readRecords(createReadStream((job as TrainJob).train_records));
        const own: string[] = [];
        for await (const group of rows) own.push(...group.map(({ id }) => id));
        ids.push(own);
        return trainer.run(job, options);
      },
    };
    context = await fakeContext({ model: seen });
    const { outputs } = await run({ texts, spec: { train: { learning_curve: true } } });
    const { learning_curve: curve } = await readJson<TrainingReport>(
      context.artifacts,
      outputs.training as BlobRef,
    );
    const [all, quarter, half] = ids as [string[], string[], string[]];
    assert.deepEqual(
      curve!.map(({ share, records }) => [share, records]),
      [
        [0.25, quarter.length],
        [0.5, half.length],
        [1, 160],
      ],
    );
    assert.ok(quarter.length > 20 && quarter.length < 60 && half.length > 60 && half.length < 100);
    assert.ok(quarter.every((id) => half.includes(id)) && half.every((id) => all.includes(id)));
    assert.equal(new Set(jobs.map(({ work_dir: dir }) => dir)).size, 3);
    const percents = context.reported.map(({ percent }) => percent);
    assert.deepEqual(
      percents,
      [...percents].sort((a, b) => a - b),
    );
    assert.ok(percents.at(-1)! <= 100);
  });

  it('decides each auto from the data: 160 records are few, so four epochs', async () => {
    const { summary } = await run();
    assert.equal(jobs[0]!.epochs, 4);
    // 11 characters, 5 of the prompt with its place-holder, the label, marks.
    assert.equal(jobs[0]!.max_length, 64);
    const epochs = summary.decisions!.find(({ field }) => field === 'train.epochs');
    assert.match(epochs!.reason.en, /only 160 records; 4 epochs/);
  });

  it('takes what the spec says', async () => {
    const { summary } = await run({ spec: { train: { epochs: 2, max_length: 32 } } });
    assert.equal(jobs[0]!.epochs, 2);
    assert.equal(jobs[0]!.max_length, 32);
    assert.ok(!summary.decisions!.some(({ field }) => field === 'train.epochs'));
  });

  it('works in the same places at every attempt, so that a checkpoint is found again', async () => {
    await run();
    await run();
    assert.equal(jobs[0]!.work_dir, jobs[1]!.work_dir);
    assert.ok(jobs[0]!.work_dir.startsWith(context.workDir));
  });

  it('gives the same adapter digest for the same weights, whatever the clock said', async () => {
    const first = await run();
    report = { ...REPORT, seconds: 999 };
    const second = await run();
    assert.deepEqual(first.outputs.adapter, second.outputs.adapter);
    assert.notDeepEqual(first.outputs.training, second.outputs.training);
  });

  it('does without validation where there is none', async () => {
    await run({ validation: 0 });
    assert.deepEqual([jobs[0]!.validation_records, jobs[0]!.keep], [null, 'last']);
  });

  it('estimates more tokens for a small or unknown vocabulary', async () => {
    const text = '字'.repeat(200);
    await run({ text });
    await writeFile(join(base.directory, 'config.json'), '{"text_config": {"vocab_size": 49152}}');
    await run({ text });
    await writeFile(join(base.directory, 'config.json'), '{}');
    await run({ text });
    const [large, small, unknown] = jobs.map(({ max_length }) => max_length);
    assert.ok(large! >= 224 && large! <= 288, String(large));
    assert.ok(small! >= 544 && small! <= 608, String(small));
    // One that nobody knows may be smaller still.
    assert.ok(unknown! >= small! && unknown! <= 1.2 * small!, String(unknown));
  });

  it('warns of records that were cut', async () => {
    report = { ...REPORT, truncated_records: 3 };
    const { summary } = await run();
    assert.equal(
      summary.warnings![0]!.en,
      '3 training or validation record(s) are longer than 64 tokens and were cut.',
    );
    assert.match(summary.warnings![0]!['zh-TW'], /訓練與驗證記錄中有 3 筆超過 64 個詞元/);
  });

  it('tells of what was changed so that it fits, and keeps the estimate', async () => {
    const fit = {
      parts: { weights: 1 },
      memory_bytes: 1,
      available_bytes: 2,
      seconds: null,
      batch_size: 2,
      asked_batch_size: 8,
      recompute: false,
    };
    report = { ...REPORT, fit };
    const { summary } = await run();
    assert.match(summary.warnings![0]!.en, /^to fit: 2 instead of 8 records at once/);
    assert.deepEqual(summary.fit, fit);
  });

  it('refuses a training that left no report', async () => {
    const silent = await fakeContext({ model: { run: async () => ({}) } });
    const artifacts = {
      train: await storeRecords(silent.artifacts, [labelled('r', 't', TASK.labels[0]!)]),
      validation: await storeRecords(silent.artifacts, []),
      task: await putJson(silent.artifacts, TASK),
    };
    await assert.rejects(runStage(train, silent, { artifacts, base }), { code: 'TRAINER_OUTPUT' });
    await silent.close();
  });
});
