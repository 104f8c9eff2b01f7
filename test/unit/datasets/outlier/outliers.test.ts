import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Outliers } from '../../../../datasets/outlier/outliers.ts';
import { samplePetitions } from './truth-set.ts';

describe('outliers', () => {
  let petitions: string[];
  before(async () => {
    petitions = await samplePetitions();
  });

  it('takes a second language of some size for what it is', () => {
    const outliers = new Outliers();
    const english = Array.from(
      { length: 40 },
      (_, n) => `Please repair the street lamp number ${n} near our school.`,
    );
    for (const text of [...petitions, ...english]) outliers.see(text);
    outliers.settle();
    for (const text of english) assert.deepEqual(outliers.oddities(text), []);
  });

  it('says nothing of fewer than a hundred records', () => {
    const outliers = new Outliers();
    for (const text of [...petitions.slice(0, 50), 'English']) outliers.see(text);
    outliers.settle();
    assert.equal(outliers.judges, false);
    assert.deepEqual(outliers.oddities('English'), []);
  });
});
