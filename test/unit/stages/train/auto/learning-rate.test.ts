import assert from 'node:assert/strict';
import { chooseLearningRate } from '../../../../../stages/train/auto/learning-rate.ts';

describe('auto learning rate', () => {
  it('falls with the size of the base', () => {
    const rates = [135e6, 268e6, 999e6, 1e9, 3.8e9, 8e9].map(
      (size) => chooseLearningRate('lora', size).value,
    );
    assert.deepEqual(rates, [3e-4, 3e-4, 3e-4, 2e-4, 2e-4, 1e-4]);
  });
  it('names the size', () => {
    assert.equal(
      chooseLearningRate('lora', 268_098_176).reason.en,
      'The base has 268M parameters; 0.0003 suits LoRA at that size.',
    );
    assert.match(chooseLearningRate('lora', 8_030_000_000).reason['zh-TW'], /8\.0B 參數/);
  });
});
