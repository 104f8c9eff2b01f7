import assert from 'node:assert/strict';
import { type PipelineSpecInput, pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { resolveSettings } from '../../../../stages/train/settings.ts';

const FACTS = {
  records: 200,
  tokensP99: 90,
  tokensLongest: 96,
  tokens: Array.from({ length: 200 }, (_, at) => (at === 0 ? 96 : 90)),
  pairs: null,
  base: { parameters: 268_098_176, contextLength: 32_768 },
};
const resolve = (train: PipelineSpecInput['train'] = {}) =>
  resolveSettings(pipelineSpecSchema.parse({ train }).train, FACTS);

describe('training settings', () => {
  it('are decided from data and base where the spec says auto, each with a reason in both languages', () => {
    const { settings, decisions } = resolve();
    assert.deepEqual(settings, {
      method: 'lora',
      objective: 'sft',
      beta: null,
      sft_weight: null,
      epochs: 3,
      learning_rate: 3e-4,
      batch_size: 4,
      gradient_accumulation: 1,
      rank: 16,
      alpha: 32,
      dropout: 0.05,
      virtual_tokens: null,
      max_length: 96,
      schedule: 'constant',
      warmup_ratio: 0.03,
      weight_averaging: true,
      packing: false,
      seed: 42,
    });
    assert.deepEqual(
      decisions.map(({ field }) => field).sort(),
      Object.keys(settings)
        .filter((field) => field !== 'seed')
        .map((field) => `train.${field}`)
        .sort(),
    );
    for (const { field, value, reason } of decisions) {
      assert.equal(value, settings[field.slice('train.'.length) as keyof typeof settings]);
      assert.match(reason['zh-TW'], /[\u4e00-\u9fff].*。$/u, field);
      assert.match(reason.en, /\.$/, field);
    }
  });

  it('are a person’s where the spec says so, and the other rules follow them', () => {
    const { settings, decisions } = resolve({ batch_size: 2, rank: 8, epochs: 1.5, seed: 7 });
    assert.equal(settings.epochs, 1.5);
    assert.equal(settings.gradient_accumulation, 2);
    assert.equal(settings.alpha, 16);
    assert.equal(settings.seed, 7);
    assert.equal(resolve({ epochs: 1 }).settings.dropout, 0, 'one pass learns nothing by heart');
    const short = resolve({ epochs: 1, batch_size: 8 }).settings;
    assert.deepEqual([short.weight_averaging, short.schedule], [false, 'cosine'], 'too few steps to average');
    const fields = decisions.map(({ field }) => field);
    for (const field of ['train.batch_size', 'train.rank', 'train.epochs'])
      assert.ok(!fields.includes(field));
  });

  it('follow the method: its scale, its rate, and nothing that it does not have', () => {
    const rslora = resolve({ method: 'rslora', rank: 64 }).settings;
    assert.deepEqual([rslora.alpha, rslora.learning_rate], [8, 3e-4]);
    assert.equal(resolve({ method: 'dora', rank: 64 }).settings.alpha, 128);
    const { settings, decisions } = resolve({ method: 'prompt_tuning' });
    assert.deepEqual(
      [settings.rank, settings.alpha, settings.dropout, settings.virtual_tokens, settings.learning_rate],
      [null, null, null, 20, 0.03],
    );
    const rank = decisions.find(({ field }) => field === 'train.rank');
    assert.equal(rank?.reason.en, 'There is no such setting in prompt-tuning.');
  });

  it('refuse what the method does not have', () => {
    const faults = (train: PipelineSpecInput['train']) =>
      pipelineSpecSchema.safeParse({ train }).error?.issues.map(({ path }) => path.join('.')) ?? [];
    assert.deepEqual(faults({ method: 'prompt_tuning', rank: 8, dropout: 0 }), [
      'train.rank',
      'train.dropout',
    ]);
    assert.deepEqual(faults({ virtual_tokens: 8 }), ['train.virtual_tokens']);
    assert.deepEqual(faults({ method: 'prompt_tuning', virtual_tokens: 8 }), []);
    // What a report gives to make the same run again.
    assert.deepEqual(faults({ method: 'prompt_tuning', rank: null, alpha: null, dropout: null }), []);
    assert.deepEqual(faults({ method: 'lora', virtual_tokens: null }), []);
    assert.deepEqual(faults({ rank: null, method: 'lora' }), ['train.rank']);
  });

  it('refuse what the objective does not have', () => {
    const faults = (train: PipelineSpecInput['train']) =>
      pipelineSpecSchema.safeParse({ train }).error?.issues.map(({ path }) => path.join('.')) ?? [];
    assert.deepEqual(faults({ beta: 0.1 }), ['train.beta']);
    assert.deepEqual(faults({ objective: 'sft', sft_weight: 1 }), ['train.sft_weight']);
    assert.deepEqual(faults({ objective: 'preference', beta: null }), ['train.beta']);
    assert.deepEqual(faults({ objective: 'preference', method: 'prompt_tuning' }), ['train.objective']);
    assert.deepEqual(faults({ objective: 'preference', beta: 0.3, sft_weight: 0 }), []);
    assert.deepEqual(faults({ objective: 'sft', beta: null, sft_weight: null }), []);
  });
});
