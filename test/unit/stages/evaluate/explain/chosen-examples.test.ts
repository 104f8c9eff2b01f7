import assert from 'node:assert/strict';
import type { ExampleOutcome } from '../../../../../pipeline/contracts/evaluation.ts';
import { chosenExamples, MOST_EXPLAINED } from '../../../../../stages/evaluate/explain/chosen-examples.ts';

const wrong = (id: string, truth: string, tuned: string, production?: string): ExampleOutcome => ({
  id,
  text: id,
  truth,
  answers: {
    tuned: { label: tuned, probability: 0.6 },
    ...(production !== undefined && { production: { label: production, probability: 0.6 } }),
  },
});

describe('chosenExamples', () => {
  it('takes two of each confusion', () => {
    const list = ['1', '2', '3'].map((n) => wrong(`ab${n}`, 'a', 'b')).concat(wrong('ac1', 'a', 'c'));
    assert.deepEqual(
      chosenExamples(list).map(({ id }) => id),
      ['ab1', 'ab2', 'ac1'],
    );
  });

  it('takes what production had right first', () => {
    const list = [wrong('ab1', 'a', 'b', 'b'), wrong('ab2', 'a', 'b', 'a')];
    assert.deepEqual(
      chosenExamples(list).map(({ id }) => id),
      ['ab2', 'ab1'],
    );
  });

  it('takes no more than it may cost', () => {
    const list = Array.from({ length: 90 }, (_, n) => wrong(`r${n}`, 'a', `b${n}`, 'a'));
    assert.equal(chosenExamples(list).length, MOST_EXPLAINED);
  });
});
