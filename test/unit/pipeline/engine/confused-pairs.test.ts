import assert from 'node:assert/strict';
import { confusedPairs } from '../../../../pipeline/engine/confused-pairs.ts';

// Rows are what is true, columns what was answered. By hand: a/b 3 + 1 = 4, a/c 0 + 5 = 5, b/c 0 + 0.
const LABELS = ['a', 'b', 'c'];
const MATRIX = [
  [10, 3, 0],
  [1, 10, 0],
  [5, 0, 10],
];

describe('confused pairs', () => {
  it('are counted in both directions, the most frequent first, the more mistaken label first', () => {
    assert.deepEqual(confusedPairs({ labels: LABELS, matrix: MATRIX }, 10), [
      { pair: ['c', 'a'], records: 5 },
      { pair: ['a', 'b'], records: 4 },
    ]);
  });

  it('are as many as are wanted, and none where nothing was mixed up', () => {
    assert.deepEqual(confusedPairs({ labels: LABELS, matrix: MATRIX }, 1), [
      { pair: ['c', 'a'], records: 5 },
    ]);
    const right = [
      [4, 0],
      [0, 4],
    ];
    assert.deepEqual(confusedPairs({ labels: ['a', 'b'], matrix: right }, 10), []);
  });

  it('do not depend on the order of the labels, ties included', () => {
    const all = [
      [0, 2, 2],
      [0, 0, 1],
      [0, 1, 0],
    ];
    const turned = [2, 0, 1];
    const matrix = turned.map((truth) => turned.map((answer) => all[truth]![answer]!));
    const labels = turned.map((at) => LABELS[at]!);
    const wanted = [
      { pair: ['a', 'b'], records: 2 },
      { pair: ['a', 'c'], records: 2 },
      { pair: ['b', 'c'], records: 2 },
    ];
    assert.deepEqual(confusedPairs({ labels: LABELS, matrix: all }, 10), wanted);
    assert.deepEqual(confusedPairs({ labels, matrix }, 10), wanted);
  });
});
