import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { bandingFor } from '../../../../datasets/near-duplicate/banding.ts';
import { ContaminationIndex } from '../../../../datasets/near-duplicate/contamination-index.ts';
import { NearDuplicateIndex } from '../../../../datasets/near-duplicate/near-duplicate-index.ts';
import { DEFAULT_THRESHOLD } from '../../../../datasets/near-duplicate/resemblance.ts';
import { TextSketcher } from '../../../../datasets/near-duplicate/text-sketcher.ts';
import { madeTexts } from './made-texts.ts';

const PETITION = '本市中正路與民生路口的路燈已經三天不亮，請儘速派員修理，以維護行人安全。';
const ALMOST = '本市中正路和民生路口的路燈已經三天不亮，請儘速派員修理，以維護行人安全。';
const OTHER = '公園裡的溜滑梯破損，小朋友容易受傷，請更換。';

function indexOf(texts: Iterable<string>, options = {}): NearDuplicateIndex {
  const index = new NearDuplicateIndex(options);
  for (const text of texts) index.add(text);
  return index;
}

describe('the near-duplicate index', () => {
  it('numbers records from 0 and names the first of each cluster', () => {
    const texts = [OTHER, PETITION, PETITION.replaceAll('，', ' '), ALMOST, OTHER];
    const index = indexOf(texts);
    assert.equal(index.length, 5);
    assert.deepEqual(
      index.clusters(),
      new Map([
        [0, [0, 4]],
        [1, [1, 2, 3]],
      ]),
    );
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((row) => index.representative(row)),
      [0, 1, 1, 1, 0],
    );
    assert.equal(index.earlier(1), null);
    assert.deepEqual(index.earlier(2), { row: 1, jaccard: 1, exact: true });
    const { row, jaccard, exact } = index.earlier(3)!;
    // One of 34 bigrams' characters is another: two bigrams of 32 on each side.
    assert.deepEqual([row, exact], [1, false]);
    assert.equal(jaccard, 30 / 34);
  });

  it('joins clusters that a later record connects, under the first record of all', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(2).slice(0, 60);
    const [left, right] = [`${letters}甲乙丙丁戊己`, `子丑寅卯辰巳${letters}`];
    const index = indexOf([left, right]);
    assert.equal(index.representative(1), 1);
    index.add(letters);
    assert.deepEqual(
      [0, 1, 2].map((row) => index.representative(row)),
      [0, 0, 0],
    );
  });

  it('finds the nearest record of a text without adding it', () => {
    const index = indexOf([OTHER, ALMOST, PETITION]);
    assert.deepEqual(index.nearest(`${PETITION}！`), { row: 2, jaccard: 1, exact: true });
    const nearest = index.nearest(`${PETITION}謝`);
    assert.equal(nearest?.row, 2);
    assert.equal(nearest?.exact, false);
    assert.equal(index.nearest('完全不同的一句話'), null);
    assert.equal(index.nearest(' …'), null);
    assert.equal(index.length, 3);
  });

  it('takes records with nothing to compare as near to none', () => {
    const index = indexOf(['…', '', '…', PETITION]);
    assert.deepEqual(
      [0, 1, 2, 3].map((row) => index.representative(row)),
      [0, 1, 2, 3],
    );
    assert.equal(index.earlier(2), null);
    assert.equal(index.clusters().size, 0);
  });

  it('obeys the threshold, and refuses one that makes no sense', () => {
    assert.equal(indexOf([PETITION, ALMOST], { threshold: 0.9 }).earlier(1), null);
    assert.equal(indexOf([PETITION, ALMOST], { threshold: 30 / 34 }).earlier(1)?.row, 0);
    assert.equal(indexOf([PETITION, `${PETITION}!`], { threshold: 1 }).earlier(1)?.row, 0);
    for (const threshold of [0, 0.59, 1.01, Number.NaN]) {
      assert.throws(() => new NearDuplicateIndex({ threshold }), RangeError);
      assert.throws(() => new ContaminationIndex([], { threshold }), RangeError);
    }
  });

  it('looks for the nearest and adds what has none in one go, as one after the other', () => {
    const [together, apart] = [new NearDuplicateIndex(), new NearDuplicateIndex()];
    const accepts = (row: number) => row % 7 !== 0;
    let near = 0;
    for (const text of madeTexts(3_000, 3)) {
      const nearest = apart.nearest(text, accepts);
      const found = together.nearestElseAdd(text, accepts);
      if (nearest !== null) {
        assert.deepEqual(found, nearest);
        near += 1;
        continue;
      }
      const row = apart.add(text);
      const earlier = apart.earlier(row);
      assert.deepEqual(found, { added: row, same: earlier?.exact ? earlier.row : null });
    }
    assert.ok(near > 100);
    assert.equal(together.length, apart.length);
  });

  it('gives the same whether it grows by steps or knows how much is to come', () => {
    const texts = [...madeTexts(5_000, 8, 3)];
    const [grown, known] = [indexOf(texts), indexOf(texts, { expected: texts.length })];
    assert.deepEqual(grown.clusters(), known.clusters());
    assert.ok(grown.clusters().size > 500);
    for (const row of texts.keys()) assert.deepEqual(grown.earlier(row), known.earlier(row));
  });

  it('gives the same of texts that come sketched', () => {
    const texts = [...madeTexts(3000, 5)];
    const sketcher = new TextSketcher(bandingFor(DEFAULT_THRESHOLD));
    const sketched = new NearDuplicateIndex();
    for (const text of texts) {
      sketcher.read(text);
      const { units, length, key } = sketcher.folded;
      sketched.add({ units, length, key, keys: sketcher.keys() });
    }
    assert.deepEqual(sketched.clusters(), indexOf(texts).clusters());
  });

  it('takes 130 bytes a record and two a character', () => {
    const records = 50_000;
    const index = new NearDuplicateIndex({ expected: records });
    let characters = 0;
    for (const text of madeTexts(records, 12)) {
      characters += text.length;
      index.add(text);
    }
    assert.ok(index.bytes < 130 * records + 2 * characters, `${index.bytes / records}`);
  });
});

describe('the contamination index', () => {
  it('names the record of the test set, blank ones counted', () => {
    const index = new ContaminationIndex(['', OTHER, ALMOST, PETITION, PETITION]);
    assert.deepEqual(index.meets(`「${PETITION}」`), { row: 3, jaccard: 1, exact: true });
    assert.equal(index.meets(`${OTHER}謝`)?.row, 1);
    assert.equal(index.meets('完全不同的一句話'), null);
    assert.equal(index.meets('。'), null);
  });

  it('is at ease without any test record', () => {
    assert.equal(new ContaminationIndex([]).meets(PETITION), null);
    assert.equal(new ContaminationIndex(['…']).meets(PETITION), null);
  });
});
