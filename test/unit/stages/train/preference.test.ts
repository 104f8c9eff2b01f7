import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '../../../../datasets/arrow/read.ts';
import type { BaseModel } from '../../../../pipeline/contracts/base.ts';
import { putJson } from '../../../../pipeline/contracts/json-artifact.ts';
import type { DatasetRecord, TaskDescription } from '../../../../pipeline/contracts/record.ts';
import type { PipelineSpecInput } from '../../../../pipeline/contracts/spec.ts';
import type { TrainJob } from '../../../../pipeline/contracts/trainer.ts';
import { train } from '../../../../stages/train/stage.ts';
import { type FakeContext, fakeContext, runStage } from '../context.ts';
import { baseModel, storeRecords, TASK } from '../records.ts';
import { REPORT, written } from './report.ts';

const WRITTEN: TaskDescription = { ...TASK, kind: 'generation', labels: [], answer_tokens: 16 };
const PAIRS: TaskDescription = { ...WRITTEN, preference: true };

/** So many records, of which the first `pairs` have a rejected answer. */
function records(count: number, pairs: number, rejected = '不知道。'): DatasetRecord[] {
  return Array.from({ length: count }, (_, at) => {
    const messages = [
      { role: 'user' as const, content: `第 ${at} 盞路燈不亮` },
      { role: 'assistant' as const, content: `第 ${at} 案請洽工務局。` },
    ];
    const meta = JSON.stringify(
      at < pairs ? { rejected: [{ role: 'assistant', content: rejected }], district: '東區' } : {},
    );
    return { id: `r${at}`, messages, label: null, split: null, source: 'upload', meta };
  });
}

describe('stage train, of pairs of answers', () => {
  let context: FakeContext;
  let base: BaseModel;
  let jobs: TrainJob[];

  beforeEach(async () => {
    jobs = [];
    base = baseModel({ directory: await mkdtemp(join(tmpdir(), 'touchstone-base-')) });
    await writeFile(join(base.directory, 'config.json'), '{"vocab_size": 262144}');
    context = await fakeContext({
      model: {
        async run(job) {
          jobs.push(job as TrainJob);
          const { out_dir } = job as TrainJob;
          await mkdir(out_dir, { recursive: true });
          await writeFile(join(out_dir, 'training.json'), JSON.stringify(written(REPORT)));
          return {};
        },
      },
    });
  });
  afterEach(async () => {
    await context.close();
    await rm(base.directory, { recursive: true });
  });

  async function run(
    task: TaskDescription,
    parts: { readonly train: DatasetRecord[]; readonly validation?: DatasetRecord[] },
    spec: PipelineSpecInput['train'] = {},
  ) {
    const artifacts = {
      train: await storeRecords(context.artifacts, parts.train),
      validation: await storeRecords(context.artifacts, parts.validation ?? []),
      task: await putJson(context.artifacts, task),
    };
    const { summary } = await runStage(train, context, { artifacts, base }, { train: spec });
    const decided = (field: string) => summary.decisions!.find((one) => one.field === `train.${field}`);
    return { summary, job: jobs.at(-1)!, decided };
  }

  const read = async (file: string) => {
    const found: DatasetRecord[] = [];
    for await (const group of readRecords(createReadStream(file))) found.push(...group);
    return found;
  };

  it('learns the preference where the upload is one of pairs, by settings that suit it', async () => {
    const { job, summary, decided } = await run(PAIRS, {
      train: records(300, 299),
      validation: records(8, 8),
    });
    assert.deepEqual(job.preference, { beta: 0.1, sft_weight: 1 });
    assert.deepEqual([job.labels, job.epochs, job.learning_rate, job.lora?.dropout], [null, 2, 5e-5, 0]);
    assert.match(decided('objective')!.reason.en, /^299 of 300 records have a rejected answer/);
    assert.deepEqual(
      summary.warnings!.map(({ en }) => en),
      [
        '1 of 300 training records have no rejected answer that differs, so preference training left them out.',
      ],
    );
    assert.equal(summary.records, 299);
    const given = await read(job.train_records);
    assert.equal(given.length, 299);
    assert.deepEqual(given[0]!.meta, '{"rejected":"不知道。"}');
    assert.equal((await read(job.validation_records!)).length, 8);
  });

  it('makes room for the longer answer', async () => {
    const short = await run(PAIRS, { train: records(40, 40) });
    const long = await run(PAIRS, { train: records(40, 40, '不知道。'.repeat(100)) });
    assert.ok(long.job.max_length > short.job.max_length + 200);
    const alone = await run(PAIRS, { train: records(40, 40, '不知道。'.repeat(100)) }, { objective: 'sft' });
    assert.equal(alone.job.max_length, short.job.max_length);
  });

  it('learns answers alone where few are pairs, or none was asked for, and says why', async () => {
    const few = await run(PAIRS, { train: records(40, 19) });
    assert.deepEqual([few.job.preference, few.summary.records], [null, 40]);
    assert.match(few.decided('objective')!.reason.en, /^Only 19 of 40 records/);
    assert.equal(few.decided('beta')!.value, null);
    const column = await run(WRITTEN, { train: records(40, 40) });
    assert.equal(column.job.preference, null, 'a column of that name alone says nothing');
    const prompt = await run(PAIRS, { train: records(40, 40) }, { method: 'prompt_tuning' });
    assert.equal(prompt.job.preference, null);
    const labels = await run({ ...TASK, preference: true }, { train: records(40, 40) });
    assert.equal(labels.job.preference, null);
  });

  it('takes what the spec says', async () => {
    const spec = {
      objective: 'preference',
      beta: 0.5,
      sft_weight: 0,
      epochs: 1,
      learning_rate: 1e-4,
    } as const;
    const { job } = await run(WRITTEN, { train: records(40, 3), validation: records(8, 0) }, spec);
    assert.deepEqual(
      [job.preference, job.epochs, job.learning_rate],
      [{ beta: 0.5, sft_weight: 0 }, 1, 1e-4],
    );
    assert.equal((await read(job.train_records)).length, 3);
    assert.deepEqual([job.validation_records, job.keep], [null, 'last'], 'no pair to validate on');
  });

  it('refuses preference without pairs, and of labels', async () => {
    const spec = { objective: 'preference' } as const;
    await assert.rejects(run(WRITTEN, { train: records(40, 0) }, spec), { code: 'PREFERENCE_NO_PAIRS' });
    await assert.rejects(run(TASK, { train: records(40, 40) }, spec), { code: 'PREFERENCE_OF_LABELS' });
    assert.equal(jobs.length, 0);
  });
});
