import assert from 'node:assert/strict';
import { chooseEpochs } from '../../../../../stages/train/auto/epochs.ts';

describe('auto epochs', () => {
  it('is one pass where a pass is long enough', () => {
    for (const records of [560, 650, 2000, 100_000])
      assert.equal(chooseEpochs(records, 8).value, 1, String(records));
  });

  it('sees small files again, until some 640 records are seen', () => {
    const epochs = [400, 200, 100, 60].map((records) => chooseEpochs(records, 8).value);
    assert.deepEqual(epochs, [2, 3, 6, 10]);
  });

  it('stops at ten passes and never goes below one', () => {
    assert.equal(chooseEpochs(10, 8).value, 10);
    assert.equal(chooseEpochs(1, 256).value, 10);
    assert.equal(chooseEpochs(1_000_000, 1).value, 1);
  });

  it('counts steps too, so large ones mean more passes', () => {
    assert.equal(chooseEpochs(640, 4).value, 1);
    assert.equal(chooseEpochs(640, 8).value, 1);
    assert.equal(chooseEpochs(640, 32).value, 4);
  });

  it('gives its figures as the reason', () => {
    const { reason } = chooseEpochs(200, 8);
    assert.equal(reason.en, 'There are only 200 records; 3 epochs show 600, nearest to the 640 it takes.');
    assert.equal(reason['zh-TW'], '只有 200 筆記錄；訓練 3 輪共看 600 筆，最接近所需的 640 筆。');
    assert.match(chooseEpochs(2000, 8).reason.en, /One epoch of 2000 records is enough/);
  });
});
