import assert from 'node:assert/strict';
import { discordance, jointCells } from '../../../../../stages/evaluate/statistics/joint-cells.ts';

describe('joint cells', () => {
  const cells = jointCells(3, [1, 0, 1, 1, 0, 2], [1, 0, 1, 2, 1, 0], [0, 0, 0, 1, 0, 1]);

  it('count records by truth and both answers, in order', () => {
    const rows = Array.from(cells.counts, (count, i) => [cells.truth[i], cells.a[i], cells.b[i], count]);
    assert.deepEqual(rows, [
      [0, 0, 0, 1],
      [0, 1, 0, 1],
      [1, 1, 0, 2],
      [1, 2, 1, 1],
      [2, 0, 1, 1],
    ]);
    assert.equal(cells.n, 6);
  });

  it('tell what only one of the two answered right', () => {
    assert.deepEqual(discordance(cells), { onlyA: 2, onlyB: 2 });
  });

  it('refuse answers that do not belong to the records', () => {
    assert.throws(() => jointCells(2, [0, 1], [0, 1], [0]), /2 truths but 2 and 1 answers/);
  });
});
