import assert from 'node:assert/strict';
import { chooseAveraging } from '../../../../../stages/train/auto/averaging.ts';
import { chooseSchedule } from '../../../../../stages/train/auto/schedule.ts';

describe('auto weight averaging', () => {
  it('is on where there are steps enough, and says so with its figures', () => {
    assert.deepEqual(
      [1, 59, 60, 500].map((steps) => chooseAveraging(steps).value),
      [false, false, true, true],
    );
    assert.match(chooseAveraging(500).reason.en, /Of 500 steps .* last 70 %/);
    assert.match(chooseAveraging(12).reason['zh-TW'], /只有 12 步/);
  });

  it('wants a rate that stays, which nothing else does', () => {
    assert.equal(chooseSchedule(true).value, 'constant');
    assert.equal(chooseSchedule(false).value, 'cosine');
  });
});
