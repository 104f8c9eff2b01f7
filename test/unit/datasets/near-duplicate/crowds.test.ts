import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ContaminationIndex } from '../../../../datasets/near-duplicate/contamination-index.ts';
import { NearDuplicateIndex } from '../../../../datasets/near-duplicate/near-duplicate-index.ts';
import { dice, edited, madeText } from './made-texts.ts';

const MANY = 50_000;
const roll = dice(77);
/** Han characters of no meaning. */
const han = (length: number) => String.fromCharCode(...Array.from({ length }, () => 0x4e00 + roll(5_000)));

describe('texts that resemble each other by nature', () => {
  it('compares none of 50,000 equal records', () => {
    const index = new NearDuplicateIndex();
    const text = han(80);
    for (let row = 0; row < MANY; row++) index.add(text);
    assert.equal(index.representative(MANY - 1), 0);
    assert.equal(index.comparisons, 0);
    assert.ok(index.bytes < 6 * 2 ** 20, `${index.bytes}`);
  });

  it('puts 50,000 with a long common beginning into one cluster, with few comparisons each', () => {
    const index = new NearDuplicateIndex({ expected: MANY });
    const beginning = han(60);
    for (let row = 0; row < MANY; row++) index.add(`${beginning}${han(5)}`);
    assert.equal(index.clusters().get(0)?.length, MANY);
    assert.ok(index.comparisons < 3 * MANY, `${index.comparisons}`);
  });

  it('keeps 10,000 apart that share less, and still finds near pairs among them', () => {
    const index = new NearDuplicateIndex();
    const beginning = han(50);
    const texts = Array.from({ length: 10_000 }, () => `${beginning}${han(15)}`);
    for (const text of texts) index.add(text);
    assert.ok(index.comparisons < 32 * texts.length, `${index.comparisons}`);
    assert.equal(index.clusters().size, 0);
    let found = 0;
    for (let copy = 0; copy < 200; copy++) {
      const of = roll(texts.length);
      const text = texts[of]!;
      const row = index.add(`${text.slice(0, 30)}${han(1)}${text.slice(31)}`);
      if (index.representative(row) === of) found += 1;
    }
    assert.ok(found >= 198, `${found} of 200`);
  });

  it('finds test records among 5,000 that are much alike', () => {
    const beginning = han(100);
    const tests = Array.from({ length: 5_000 }, () => `${beginning}${han(30)}`);
    const index = new ContaminationIndex(tests);
    for (let n = 0; n < 100; n++) {
      const row = roll(tests.length);
      assert.equal(index.meets(edited(tests[row]!, 1, roll))?.row, row);
      assert.equal(index.meets(`${beginning}${han(30)}`), null);
    }
  });

  it('tells records of one form apart by what is filled in', () => {
    const index = new NearDuplicateIndex();
    for (let n = 0; n < 2_000; n++) index.add(`茲證明下列事項屬實，特此證明。${madeText(roll)}`);
    assert.ok(index.clusters().size < 20);
  });
});
