import assert from 'node:assert/strict';
import { keptPreference, lossSeries, thinned } from '../../../../reports/reading/loss-points.ts';

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

describe('keptPreference', () => {
  const row = { epoch: 1, train_loss: 1, learning_rate: null };
  const pairs = {
    ...row,
    step: 4,
    validation_loss: 1,
    validation_margin: 0.25,
    validation_pair_accuracy: 0.75,
  };
  it('is that of the step that was kept', () => {
    const losses = [{ ...pairs, step: 2, validation_margin: 9 }, pairs];
    assert.deepEqual(keptPreference({ best_step: 4, losses }), { margin: 0.25, pairAccuracy: 0.75 });
  });
  it('is none without pairs', () => {
    assert.equal(keptPreference({ best_step: 4, losses: [{ ...row, step: 4 }] }), null);
    assert.equal(keptPreference({ best_step: null, losses: [] }), null);
  });
});
