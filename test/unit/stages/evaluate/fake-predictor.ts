import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecords } from '../../../../datasets/arrow/read.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import type { ModelWork } from '../../../../pipeline/contracts/stage.ts';
import type { PredictJob, TrainerJob, TrainerResult } from '../../../../pipeline/contracts/trainer.ts';
import { predictionsFile } from './predictions-file.ts';

/** What a model answers: `weights` is the text of its adapter, null for the base alone. */
export type Answer = (weights: string | null, record: DatasetRecord, labels: readonly string[]) => string;

/** A trainer that predicts by a rule, and remembers what it was asked. */
export class FakePredictor implements ModelWork {
  readonly jobs: PredictJob[] = [];
  /** Records that it says it had to cut. */
  truncated = 0;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  async run(job: TrainerJob, options: Parameters<ModelWork['run']>[1]): Promise<TrainerResult> {
    if (job.verb !== 'predict') throw new Error(`asked to ${job.verb}`);
    this.jobs.push(job);
    const labels = job.labels ?? [];
    await mkdir(job.out_dir, { recursive: true });
    for (const { id, adapter_dir } of job.systems) {
      const weights = adapter_dir && (await readFile(join(adapter_dir, 'adapter_model.safetensors'), 'utf8'));
      const rows = [];
      for await (const group of readRecords(createReadStream(job.records))) {
        for (const record of group) {
          const prediction = this.#answer(weights, record, labels);
          const rest = 0.3 / (labels.length - 1);
          rows.push({
            id: record.id,
            prediction,
            ...(job.labels && {
              probabilities: labels.map((label) => (label === prediction ? 0.7 : rest)),
            }),
          });
        }
      }
      await writeFile(join(job.out_dir, `${id}.predictions.arrow`), predictionsFile(rows));
    }
    options.onProgress({ percent: 100, recordsPerSecond: 10 });
    return { truncated_records: this.truncated };
  }
}
