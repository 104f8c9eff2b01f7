import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Clusters } from '../../../../datasets/near-duplicate/clusters.ts';
import { ContaminationIndex } from '../../../../datasets/near-duplicate/contamination-index.ts';
import { NearDuplicateIndex } from '../../../../datasets/near-duplicate/near-duplicate-index.ts';
import { type ExactPair, exactPairs } from './exact-pairs.ts';
import { madeTexts } from './made-texts.ts';
import { plainFold, plainJaccard, plainShingles } from './plain.ts';

const THRESHOLD = 0.8;
const texts = [...madeTexts(3_000, 20_261, 2)];
const shingles = texts.map(plainShingles);
const near = exactPairs(shingles, 0.7);

describe('the exact pairs that the indexes are held against', () => {
  it('are those of comparing all with all', () => {
    const sets = shingles.slice(0, 250);
    const all = sets.flatMap((set, other) =>
      sets.slice(0, other).map((earlier, one) => ({ one, other, jaccard: plainJaccard(earlier, set) })),
    );
    const key = ({ one, other, jaccard }: ExactPair) => `${one} ${other} ${jaccard}`;
    assert.deepEqual(
      exactPairs(sets, 0.6).map(key).sort(),
      all
        .filter(({ jaccard }) => jaccard >= 0.6)
        .map(key)
        .sort(),
    );
  });
});

describe('near duplicates, held against the exact similarity of all pairs', () => {
  const pairs = near.filter(({ jaccard }) => jaccard >= THRESHOLD);
  const isShort = ({ one }: ExactPair) => [...texts[one]!].length <= 20;
  const isJustAbove = ({ jaccard }: ExactPair) => jaccard < 0.84;
  const index = new NearDuplicateIndex();
  before(() => {
    for (const text of texts) index.add(text);
  });

  it('has pairs of every kind to find, and near misses', () => {
    const kinds = [
      pairs,
      pairs.filter(isShort),
      pairs.filter(isJustAbove),
      near.filter(({ jaccard }) => jaccard < THRESHOLD),
    ];
    const counts = kinds.map(({ length }) => length);
    assert.ok(counts.every((count) => count >= 100) && counts[0]! >= 1_000, counts.join());
  });

  for (const [kind, chosen] of [
    ['all', () => true],
    ['short', isShort],
    ['just above the threshold', isJustAbove],
  ] as const) {
    it(`finds 99 in 100 of the pairs: ${kind}`, () => {
      const wanted = pairs.filter(chosen);
      const found = wanted.filter(
        ({ one, other }) => index.representative(one) === index.representative(other),
      );
      assert.ok(found.length >= 0.99 * wanted.length, `${found.length} of ${wanted.length}`);
    });
  }

  it('finds an earlier record directly for 99 in 100 of those that have one', () => {
    const wanted = [...new Set(pairs.map(({ other }) => other))];
    const found = wanted.filter((row) => index.earlier(row) !== null);
    assert.ok(found.length >= 0.99 * wanted.length, `${found.length} of ${wanted.length}`);
  });

  it('names none that is not near, and tells the exact similarity', () => {
    let named = 0;
    for (const [row, text] of texts.entries()) {
      const earlier = index.earlier(row);
      if (earlier === null) continue;
      named += 1;
      const other = texts[earlier.row]!;
      assert.ok(earlier.row < row && earlier.jaccard >= THRESHOLD);
      assert.equal(earlier.jaccard, plainJaccard(shingles[row]!, shingles[earlier.row]!));
      assert.equal(earlier.exact, plainFold(text) === plainFold(other));
    }
    assert.ok(named > 500);
  });

  it('puts no two records into a cluster that no chain of near pairs connects', () => {
    const truth = new Clusters();
    for (const _ of texts) truth.push();
    for (const { one, other } of pairs) truth.join(one, other);
    for (const row of texts.keys()) assert.ok(truth.areOne(row, index.representative(row)), texts[row]);
  });
});

describe('contamination, held against the exact similarity of all pairs', () => {
  for (const threshold of [0.7, THRESHOLD]) {
    it(`finds for each record the test record that it is most like: ${threshold}`, () => {
      const tests = texts.slice(0, 1_200);
      const most = new Map<number, number>();
      for (const { one, other, jaccard } of near) {
        if (one < tests.length && jaccard >= threshold)
          most.set(other, Math.max(jaccard, most.get(other) ?? 0));
      }
      const index = new ContaminationIndex(tests, { threshold });
      let met = 0;
      for (const [at, text] of texts.slice(tests.length).entries()) {
        const meeting = index.meets(text);
        assert.equal(meeting?.jaccard, most.get(tests.length + at), text);
        if (meeting === null) continue;
        met += 1;
        assert.equal(meeting.exact, plainFold(text) === plainFold(tests[meeting.row]!));
      }
      assert.ok(met > 200, `${met}`);
    });
  }
});
