import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { recordBytes } from '../../datasets/arrow/write.ts';
import type { ChatFormat } from '../../pipeline/contracts/base.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { TrainJob } from '../../pipeline/contracts/trainer.ts';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';

const LABELS = ['環保局', '工務局'];

/** A training of the tiny model whose files lie in a home; another `seed` is another work. */
export async function tinyTraining(home: string, epochs: number, seed = 1): Promise<TrainJob> {
  const catalogue = await tinyCatalogue();
  const { chat_formats: formats } = parse(readFileSync(catalogue, 'utf8')) as {
    chat_formats: Record<string, ChatFormat>;
  };
  mkdirSync(home, { recursive: true });
  const records = join(home, 'train.arrow');
  await writeRecords(records);
  const place = join(home, 'work', createHash('sha256').update(`${epochs} ${seed}`).digest('hex'));
  mkdirSync(place, { recursive: true });
  return {
    verb: 'train',
    base_id: 'tiny',
    base_dir: join(dirname(catalogue), 'tiny'),
    work_dir: join(place, 'train'),
    out_dir: join(place, 'adapter'),
    train_records: records,
    validation_records: null,
    labels: LABELS,
    prompt: { id: 'test', system: null, user: '{input}' },
    chat_format: Object.values(formats)[0]!,
    lora: { rank: 4, alpha: 8, dropout: 0.1, target: 'all-linear', rslora: false, dora: false },
    prompt_tuning: null,
    preference: null,
    quantisation: null,
    epochs,
    max_steps: null,
    batch_size: 2,
    gradient_accumulation: 1,
    learning_rate: 0.001,
    warmup_ratio: 0,
    schedule: 'constant',
    weight_decay: 0,
    max_grad_norm: 1,
    max_length: 128,
    seed,
    checkpoint_every_seconds: 60,
    evaluate_every: 'epoch',
    keep: 'last',
    average_from: null,
    packing: false,
  };
}

async function writeRecords(path: string): Promise<void> {
  const record = (n: number): DatasetRecord => ({
    id: String(n),
    messages: [{ role: 'user', content: `第${n}件：請${LABELS[n % 2]}協助處理。` }],
    label: LABELS[n % 2]!,
    split: null,
    source: 'upload',
    meta: null,
  });
  async function* groups() {
    yield Array.from({ length: 32 }, (_, n) => record(n));
  }
  const pieces: Buffer[] = [];
  for await (const piece of recordBytes(groups())) pieces.push(piece);
  writeFileSync(path, Buffer.concat(pieces));
}
