import assert from 'node:assert/strict';
import type { Answers } from '../../../../stages/evaluate/predictions/answers.ts';
import { wrongExamples } from '../../../../stages/evaluate/wrong-examples.ts';

const LABELS = ['a', 'b', 'c'];

/** [truth, answer, probability of the answer] of each record. */
function sketch(rows: readonly (readonly [string, string, number])[], texts: readonly string[] = []) {
  const records = rows.map(([truth], i) => ({ id: `r${i}`, text: texts[i] ?? `text ${i}`, truth }));
  const tuned: Answers = {
    labels: LABELS,
    answers: rows.map(([, answer]) => answer),
    probabilities: rows.map(([, answer, p]) =>
      Float64Array.from(LABELS, (label) => (label === answer ? p : (1 - p) / 2)),
    ),
  };
  return { records, systems: new Map([['tuned' as const, tuned]]) };
}

const ids = (rows: Parameters<typeof sketch>[0], limit: number) => {
  const { records, systems } = sketch(rows);
  return wrongExamples(records, systems, limit).map(({ id }) => id);
};

describe('wrong examples', () => {
  it('come by confusion, the most frequent first, and in each the surest mistake first', () => {
    const found = ids(
      [
        ['a', 'a', 0.9],
        ['b', 'c', 0.6],
        ['a', 'b', 0.5],
        ['a', 'b', 0.8],
        ['a', 'b', 0.8],
        ['c', 'a', 0.7],
      ],
      200,
    );
    // Ties: r3 before r4 by order; b→c before c→a by name.
    assert.deepEqual(found, ['r3', 'r4', 'r2', 'r1', 'r5']);
  });

  it('give every confusion its first before any its third where there are too many', () => {
    const common = Array.from({ length: 50 }, () => ['a', 'b', 0.6] as const);
    const found = ids([...common, ['b', 'c', 0.6], ['b', 'c', 0.5], ['c', 'a', 0.6]], 5);
    assert.deepEqual(found, ['r0', 'r1', 'r50', 'r51', 'r52']);
    assert.equal(ids(common, 7).length, 7);
  });

  it('show the most frequent confusions well before rare ones get more', () => {
    const rows = ['b', 'c'].flatMap((answer) =>
      Array.from({ length: 10 }, () => ['a', answer, 0.6] as const),
    );
    const rare = (['ba', 'ca', 'bc', 'cb'] as const).map(
      ([truth, answer]) => [truth!, answer!, 0.6] as const,
    );
    const found = ids([...rows, ...rare], 12);
    assert.deepEqual(
      found,
      [0, 1, 2, 3, 10, 11, 12, 13].map((at) => `r${at}`).concat('r20', 'r22', 'r21', 'r23'),
    );
  });

  it('show what each system answered and how sure it was', () => {
    const { records, systems } = sketch([['a', 'b', 0.5]]);
    const [only] = wrongExamples(records, systems, 10);
    assert.deepEqual(only, {
      id: 'r0',
      text: 'text 0',
      truth: 'a',
      answers: { tuned: { label: 'b', probability: 0.5 } },
    });
  });

  it('shorten a long text between characters, never inside one', () => {
    const texts = ['𠀀'.repeat(2001), '字'.repeat(2000), '𠀀'.repeat(1500)];
    const { records, systems } = sketch(
      texts.map(() => ['a', 'b', 0.5] as const),
      texts,
    );
    const shown = wrongExamples(records, systems, 10).map(({ text }) => text);
    assert.deepEqual(shown, [`${'𠀀'.repeat(2000)}…`, texts[1], texts[2]]);
  });
});
