import assert from 'node:assert/strict';
import { pipelineSpecSchema } from '../../../../../pipeline/contracts/spec.ts';
import { resolveSettings } from '../../../../../stages/train/settings.ts';
import { candidates, spaceOf } from '../../../../../stages/train/sweep/space.ts';

const FACTS = {
  records: 2000,
  tokens: Array.from({ length: 2000 }, (_, n) => 20 + (n % 80)),
  tokensP99: 100,
  tokensLongest: 120,
  pairs: null,
  base: { parameters: 270e6, contextLength: 2048 },
};
const config = (train: object = {}) => pipelineSpecSchema.parse({ train }).train;
const spaceFor = (train: object = {}) => {
  const auto = resolveSettings(config(train), FACTS).settings;
  return { auto, space: spaceOf(config(train), auto) };
};

describe('the settings that a search tries', () => {
  it('lie around what auto chose', () => {
    const { space } = spaceFor();
    assert.deepEqual(space.get('learning_rate'), [0.0001, 0.00017, 0.0003, 0.00052, 0.0009]);
    assert.deepEqual(space.get('epochs'), [1, 2, 3]);
    assert.deepEqual([...space.keys()], ['learning_rate', 'epochs', 'batch_size', 'rank', 'dropout']);
  });

  it('leave alone what a person set, and what the method does not have', () => {
    assert.deepEqual(
      [...spaceFor({ rank: 4, epochs: 2 }).space.keys()],
      ['learning_rate', 'batch_size', 'dropout'],
    );
    assert.deepEqual(
      [...spaceFor({ method: 'prompt_tuning' }).space.keys()],
      ['learning_rate', 'epochs', 'batch_size'],
    );
  });

  it('are drawn by the seed alone, auto first, all different, each value about as often', () => {
    const { auto, space } = spaceFor();
    const drawn = candidates(space, auto, 30, 7);
    assert.deepEqual(drawn, candidates(space, auto, 30, 7));
    assert.notDeepEqual(drawn, candidates(space, auto, 30, 8));
    assert.deepEqual(drawn[0], { learning_rate: 0.0003, epochs: 1, batch_size: 4, rank: 16, dropout: 0 });
    assert.equal(new Set(drawn.map((one) => JSON.stringify(one))).size, 30);
    for (const [field, values] of space) {
      const counts = values.map((value) => drawn.filter((one) => one[field] === value).length);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 4, `${field}: ${counts}`);
    }
  });

  it('are no more than there are', () => {
    const fixed = { epochs: 1, rank: 16, dropout: 0, learning_rate: 1e-3 };
    const { auto, space } = spaceFor(fixed);
    assert.deepEqual(candidates(space, auto, 12, 42), [{ batch_size: 4 }, { batch_size: 8 }]);
    const all = { ...fixed, batch_size: 4 };
    const none = spaceFor(all);
    assert.deepEqual(candidates(none.space, none.auto, 12, 42), [{}]);
  });
});
