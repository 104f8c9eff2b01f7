import assert from 'node:assert/strict';
import type { ExampleOutcome } from '../../../../pipeline/contracts/evaluation.ts';
import { confusedPairs, wrongGroups } from '../../../../reports/reading/confusions.ts';

const CONFUSION = {
  labels: ['a', 'b', 'c'],
  matrix: [
    [7, 2, 1],
    [0, 3, 1],
    [2, 0, 4],
  ],
};

describe('confusedPairs', () => {
  it('lists what was taken for what, the most frequent first, equal ones by share of the true class', () => {
    assert.deepEqual(confusedPairs(CONFUSION), [
      { truth: 'c', answer: 'a', count: 2, share: 2 / 6 },
      { truth: 'a', answer: 'b', count: 2, share: 0.2 },
      { truth: 'b', answer: 'c', count: 1, share: 0.25 },
      { truth: 'a', answer: 'c', count: 1, share: 0.1 },
    ]);
  });

  it('is empty where every answer is right', () => {
    assert.deepEqual(
      confusedPairs({
        labels: ['a', 'b'],
        matrix: [
          [3, 0],
          [0, 2],
        ],
      }),
      [],
    );
  });
});

describe('wrongGroups', () => {
  const wrong = (id: string, truth: string, label: string): ExampleOutcome => ({
    id,
    text: id,
    truth,
    answers: { tuned: { label, probability: 0.5 } },
  });

  it('groups examples by confusion with the count of the whole test', () => {
    const groups = wrongGroups([wrong('1', 'a', 'b'), wrong('2', 'c', 'a'), wrong('3', 'a', 'b')], CONFUSION);
    assert.deepEqual(
      groups.map(({ truth, answer, count, examples }) => [
        truth,
        answer,
        count,
        examples.map(({ id }) => id),
      ]),
      [
        ['c', 'a', 2, ['2']],
        ['a', 'b', 2, ['1', '3']],
      ],
    );
  });

  it('keeps apart labels that would run together', () => {
    const labels = ['x', 'x y', 'y', 'y z', 'z'];
    const matrix = labels.map((_, row) => labels.map((__, column) => (row === column ? 0 : 1)));
    const groups = wrongGroups([wrong('1', 'x', 'y z'), wrong('2', 'x y', 'z')], { labels, matrix });
    assert.equal(groups.length, 2);
  });
});
