import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Draft } from '../../../../datasets/split/draft.ts';
import { drawByContent, type Shares } from '../../../../datasets/split/draw.ts';
import { SplitPool } from '../../../../datasets/split/pool.ts';
import { labelled } from '../records.ts';

function drawn(pool: SplitPool, shares: Shares): Draft {
  const draft: Draft = {
    places: Array.from({ length: pool.rows }, () => 'train' as const),
    reasons: Array.from({ length: pool.rows }, () => null),
  };
  drawByContent(pool, draft, shares);
  return draft;
}

describe('the draw by content', () => {
  const pool = new SplitPool(42);
  for (let n = 0; n < 20_000; n++) pool.see(labelled(`r${n}`, `第 ${n} 件陳情`, `標籤${n % 200}`));

  it('gives every label its share with the deviation that its description states', () => {
    const { places } = drawn(pool, { test: 0.2, validation: 0.1 });
    const tested = new Array<number>(200).fill(0);
    for (const [row, at] of places.entries()) if (at === 'test') tested[row % 200]! += 1;
    const mean = tested.reduce((sum, count) => sum + count, 0) / 200;
    const deviation = Math.sqrt(tested.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 199);
    // 200 labels of 100 records: the mean within 3.5 standard errors of 20, the deviation near 4.
    assert.ok(Math.abs(mean - 20) < 1, String(mean));
    assert.ok(Math.abs(deviation - 4) < 0.7, String(deviation));
    const within = tested.filter((count) => count >= 12 && count <= 28).length;
    assert.ok(within >= 184, `${within} of 200 labels between 12 % and 28 %`);
  });

  it('takes the validation from what the test leaves, whatever the test takes', () => {
    const half = drawn(pool, { test: 0.5, validation: 0.1 }).places;
    const none = drawn(pool, { test: 0, validation: 0.1 }).places;
    const counts = (['train', 'validation', 'test'] as const).map(
      (part) => half.filter((at) => at === part).length,
    );
    assert.ok(Math.abs(counts[1]! - 1000) < 110, String(counts));
    for (const [row, at] of half.entries()) if (at !== 'test') assert.equal(at, none[row]);
  });

  it('draws more of the same when the share grows', () => {
    const small = drawn(pool, { test: 0.1, validation: 0 }).places;
    const large = drawn(pool, { test: 0.3, validation: 0 }).places;
    for (const [row, at] of small.entries()) if (at === 'test') assert.equal(large[row], 'test');
  });

  it('draws otherwise with another seed', () => {
    const other = new SplitPool(43);
    for (let n = 0; n < 200; n++) other.see(labelled(`r${n}`, `第 ${n} 件陳情`, '標籤'));
    const [a, b] = [pool, other].map((one) => drawn(one, { test: 0.5, validation: 0 }).places.slice(0, 200));
    assert.notDeepEqual(a, b);
  });
});
