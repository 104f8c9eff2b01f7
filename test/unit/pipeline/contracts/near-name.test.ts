import assert from 'node:assert/strict';
import { nearName } from '../../../../pipeline/contracts/near-name.ts';

describe('nearName', () => {
  const fields = ['dataset', 'name', 'spec', 'test', 'trigger', 'learning_rate'];

  it('finds what was meant', () => {
    const cases = {
      datset: 'dataset',
      Dataset: 'dataset',
      nmae: 'name',
      spce: 'spec',
      tests: 'test',
      learningrate: 'learning_rate',
    };
    for (const [written, meant] of Object.entries(cases))
      assert.equal(nearName(written, fields), meant, written);
  });

  it('guesses nothing that is far off', () => {
    for (const written of ['', 'x', 'status', 'model', 'seed', '__proto__', 'd'.repeat(100_000)]) {
      assert.equal(nearName(written, fields), null, written.slice(0, 20));
    }
    assert.equal(nearName('name', []), null);
  });
});
