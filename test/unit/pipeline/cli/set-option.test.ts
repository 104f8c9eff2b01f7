import assert from 'node:assert/strict';
import { applySet } from '../../../../pipeline/cli/set-option.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';

const set = (...texts: string[]) => {
  const spec: Record<string, unknown> = {};
  for (const text of texts) applySet(spec, text);
  return spec;
};

describe('--set', () => {
  it('takes numbers, truth values, null, lists and objects as JSON has them', () => {
    assert.deepEqual(set('train.epochs=1', 'train.learning_rate=3e-4', 'split.test=0.2'), {
      train: { epochs: 1, learning_rate: 3e-4 },
      split: { test: 0.2 },
    });
    assert.deepEqual(set('refine.rules.empty_input=warn', 'publish.override=null'), {
      refine: { rules: { empty_input: 'warn' } },
      publish: { override: null },
    });
    assert.deepEqual(set('publish.override={"by":"Lin","reason":"a long reason"}'), {
      publish: { override: { by: 'Lin', reason: 'a long reason' } },
    });
  });

  it('takes everything else as text', () => {
    assert.deepEqual(set('base=gemma3-270m', 'train.epochs=auto', 'task.prompt=分類：{input}'), {
      base: 'gemma3-270m',
      train: { epochs: 'auto' },
      task: { prompt: '分類：{input}' },
    });
    assert.deepEqual(set('base=2x4', 'task.prompt="quoted'), { base: '2x4', task: { prompt: '"quoted' } });
    assert.deepEqual(set('task.prompt='), { task: { prompt: '' } });
    assert.deepEqual(set('task.prompt=a=b'), { task: { prompt: 'a=b' } });
  });

  it('lets the later one win, and puts fields where a value stood', () => {
    assert.deepEqual(set('train.epochs=1', 'train.epochs=2'), { train: { epochs: 2 } });
    assert.deepEqual(set('train=1', 'train.epochs=2'), { train: { epochs: 2 } });
  });

  it('refuses what is no field=value', () => {
    for (const text of [
      'train.epochs',
      '=1',
      'Train=1',
      'train..epochs=1',
      '.a=1',
      'a b=1',
      '__proto__.x=1',
    ]) {
      assert.throws(
        () => set(text),
        (error) => error instanceof TouchstoneError && error.code === 'CLI_SET_SYNTAX',
        text,
      );
    }
  });

  it('reaches nothing that every object inherits', () => {
    const spec = set('constructor.prototype.polluted=1', 'a.constructor.x=1');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.deepEqual(Object.keys(spec), ['constructor', 'a']);
  });
});
