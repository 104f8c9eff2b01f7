import assert from 'node:assert/strict';
import { chooseObjective } from '../../../../../stages/train/auto/objective.ts';
import { choosePreferenceEpochs, choosePreferenceRate } from '../../../../../stages/train/auto/preference.ts';

describe('auto objective', () => {
  it('is preference where half of the records or more are pairs', () => {
    assert.equal(chooseObjective('lora', null).value, 'sft');
    assert.equal(chooseObjective('lora', { usable: 49, of: 100 }).value, 'sft');
    assert.equal(chooseObjective('dora', { usable: 50, of: 100 }).value, 'preference');
    assert.match(chooseObjective('lora', { usable: 0, of: 0 }).reason.en, /0 of 0/);
  });
  it('is not preference for a tuned prompt', () => {
    assert.equal(chooseObjective('prompt_tuning', { usable: 9, of: 9 }).value, 'sft');
  });
});

describe('auto settings of preference training', () => {
  it('take smaller steps on larger bases', () => {
    const rates = [268e6, 1e9, 7.2e9].map((size) => choosePreferenceRate(size).value);
    assert.deepEqual(rates, [5e-5, 2e-5, 5e-6]);
    assert.match(choosePreferenceRate(7.2e9).reason.en, /7\.2B parameters/);
  });
  it('see few pairs up to three times', () => {
    assert.deepEqual(
      [1, 200, 320, 1000].map((pairs) => choosePreferenceEpochs(pairs).value),
      [3, 3, 2, 1],
    );
  });
});
