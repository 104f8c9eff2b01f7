import assert from 'node:assert/strict';
import { lossSeries, thinned } from '../../../../reports/reading/loss-points.ts';

describe('lossSeries', () => {
  it('leaves out what was not measured', () => {
    const row = (step: number, train_loss: number | null, validation_loss?: number | null) => ({
      step,
      epoch: step / 2,
      train_loss,
      learning_rate: null,
      ...(validation_loss === undefined ? {} : { validation_loss }),
    });
    assert.deepEqual(lossSeries([row(1, 2), row(2, 1, 1.5), row(3, null, null), row(4, Number.NaN)]), {
      train: [
        { epoch: 0.5, loss: 2 },
        { epoch: 1, loss: 1 },
      ],
      validation: [{ epoch: 1, loss: 1.5 }],
    });
  });
});

describe('thinned', () => {
  it('keeps first and last and spreads the rest', () => {
    assert.deepEqual(thinned([0, 1, 2, 3, 4, 5, 6, 7, 8], 3), [0, 4, 8]);
    assert.deepEqual(thinned([1, 2], 3), [1, 2]);
    assert.deepEqual(thinned([], 3), []);
  });
});
