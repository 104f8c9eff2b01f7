import assert from 'node:assert/strict';
import { METHOD_NAMES, type MethodName } from '../../../../pipeline/contracts/methods.ts';
import { type PipelineSpecInput, pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { trainJob } from '../../../../stages/train/job.ts';
import { resolveSettings } from '../../../../stages/train/settings.ts';
import { baseModel, TASK } from '../records.ts';

const base = baseModel();
/** Lengths that differ, few of them: padding would be a good part. */
const TOKENS = { tokensP99: 50, tokensLongest: 60, tokens: [10, 20, 40, 60] };
const places = { workDir: '/w/train', outDir: '/w/adapter', trainRecords: '/a/1', validationRecords: '/a/2' };

function job(
  records: number,
  epochs: number | 'auto',
  validation = true,
  train: PipelineSpecInput['train'] = {},
) {
  const config = pipelineSpecSchema.parse({ train: { epochs, ...train } }).train;
  const { settings } = resolveSettings(config, { records, ...TOKENS, pairs: null, base });
  const where = validation ? places : { ...places, validationRecords: null };
  return trainJob(settings, base, TASK, where, records);
}

describe('training job', () => {
  it('asks for the settings, on this base, these records and this prompt', () => {
    const { lora, ...rest } = job(640, 'auto');
    assert.deepEqual(lora, {
      rank: 16,
      alpha: 32,
      dropout: 0,
      target: 'all-linear',
      rslora: false,
      dora: false,
    });
    assert.deepEqual([rest.prompt_tuning, rest.quantisation], [null, null]);
    assert.equal(rest.base_dir, base.directory);
    assert.equal(rest.out_dir, '/w/adapter');
    assert.deepEqual(rest.labels, TASK.labels);
    assert.deepEqual(rest.prompt, TASK.prompt);
    assert.deepEqual(rest.chat_format, base.chatFormat);
    assert.equal(rest.max_length, 64);
    assert.equal(rest.max_steps, null);
    assert.equal(rest.packing, true);
    assert.deepEqual([rest.average_from, rest.schedule], [0.3, 'constant']);
    assert.equal(job(10, 1).average_from, null);
  });

  it('says what each method trains, and how the base is held meanwhile', () => {
    const of = (method: MethodName) => {
      const { lora, prompt_tuning, quantisation } = job(640, 1, true, { method });
      return [lora?.rslora ?? null, lora?.dora ?? null, prompt_tuning?.virtual_tokens ?? null, quantisation];
    };
    assert.deepEqual(Object.fromEntries(METHOD_NAMES.map((name) => [name, of(name)])), {
      lora: [false, false, null, null],
      rslora: [true, false, null, null],
      dora: [false, true, null, null],
      qlora: [false, false, null, 'nf4'],
      prompt_tuning: [null, null, 20, null],
    });
  });

  it('validates after each epoch, and half-way where there is hardly more than one', () => {
    assert.equal(job(640, 2).evaluate_every, 'epoch');
    assert.equal(job(640, 1).evaluate_every, 80);
    assert.equal(job(640, 1.5).evaluate_every, 120);
    assert.equal(job(1, 1).evaluate_every, 1);
  });

  it('keeps the best weights where there is something to tell them by', () => {
    assert.equal(job(640, 1).keep, 'best');
    assert.equal(job(640, 1, false).keep, 'last');
    assert.equal(job(640, 1, false).validation_records, null);
  });
});
