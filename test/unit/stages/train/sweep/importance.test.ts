import assert from 'node:assert/strict';
import { mattered } from '../../../../../stages/train/sweep/importance.ts';

const RATES = [1, 2, 3];
const RANKS = [8, 16];
const grid = (loss: (rate: number, rank: number) => number | null) =>
  RATES.flatMap((rate) =>
    RANKS.map((rank) => ({ settings: { learning_rate: rate, rank }, loss: loss(rate, rank) })),
  );

describe('what mattered in a search', () => {
  it('is the setting that the losses go with', () => {
    const [first, second] = mattered(grid((rate) => rate));
    assert.deepEqual([first!.field, second!.field], ['learning_rate', 'rank']);
    assert.ok(first!.share > 0.999 && second!.share === 0, JSON.stringify([first, second]));
  });

  it('shares by size where two settings work side by side', () => {
    // Sums of squares by hand: rate 2 · (0.5² + 0 + 0.5²) · 2 = 1; rank 6 · 0.25² = 0.375; no rest.
    const shares = new Map(
      mattered(grid((rate, rank) => rate / 2 + rank / 16)).map((one) => [one.field, one.share]),
    );
    // omega² = (between − (values − 1) · inside / (n − values)) / (total + inside / (n − values))
    const omega = (between: number, values: number) => {
      const noise = (1.375 - between) / (6 - values);
      return (between - (values - 1) * noise) / (1.375 + noise);
    };
    assert.ok(Math.abs(shares.get('learning_rate')! - omega(1, 3)) < 1e-12);
    assert.ok(Math.abs(shares.get('rank')! - omega(0.375, 2)) < 1e-12);
  });

  it('is nothing where nothing differs, and leaves out what diverged', () => {
    assert.deepEqual(mattered(grid(() => 1)), []);
    assert.deepEqual(mattered(grid(() => null)), []);
    const some = mattered(grid((rate) => (rate === 3 ? null : rate)));
    assert.equal(some[0]!.field, 'learning_rate');
  });
});
