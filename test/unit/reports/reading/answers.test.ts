import assert from 'node:assert/strict';
import type { AnswerMetrics } from '../../../../pipeline/contracts/answer-evaluation.ts';
import {
  answerInContext,
  exampleGroups,
  groupTotals,
  regressedFrom,
} from '../../../../reports/reading/answer-examples.ts';
import { headlineOf } from '../../../../reports/reading/answer-headline.ts';
import { gradeOf, gradesOf } from '../../../../reports/reading/grades.ts';
import { answerReport } from '../../../fixtures/answer-report.ts';

describe('grades of answers', () => {
  it('go by the mark, and what cannot be read has its own', () => {
    assert.deepEqual(
      [1, 0.99, 0.5, 0.49, 0.1, 0.09, 0].map((score) => gradeOf({ score, readable: true })),
      ['whole', 'most', 'most', 'some', 'some', 'none', 'none'],
    );
    assert.equal(gradeOf({ score: 0, readable: false }), 'unreadable');
  });

  it('are together all answers', () => {
    const metrics: AnswerMetrics = {
      n: 20,
      figures: {},
      intervals: {},
      unreadable: 2,
      groups: [],
      scores: [5, 1, 1, 1, 1, 2, 0, 0, 0, 1, 8],
    };
    assert.deepEqual(gradesOf(metrics), { whole: 8, most: 3, some: 4, none: 3, unreadable: 2 });
  });
});

describe('the headline of an evaluation', () => {
  it('is the share of wholly right answers where answers can be right', () => {
    const { evaluation } = answerReport('question_answering', { n: 10 });
    // Six of ten answers are the truth itself.
    assert.deepEqual(headlineOf(evaluation), { kind: 'whole', tuned: 0.6, base: 0.1, production: null });
  });

  it('is the share of answers closer than the base’s where they are only more or less good', () => {
    const { evaluation } = answerReport('generation', {
      n: 10,
      habits: { base: ['near', 'wrong'], tuned: ['truth', 'truth', 'wrong', 'wrong', 'truth'] },
    });
    const better = evaluation.comparisons[0]!.candidate_better;
    // Records 1, 2, 5, 6, 7 and 10 get the truth; the base has it nowhere.
    assert.equal(better, 6);
    assert.deepEqual(headlineOf(evaluation), { kind: 'closer', tuned: 0.6, base: null, production: null });
  });
});

describe('examples', () => {
  const { evaluation } = answerReport('question_answering');

  it('stand in one group each, regressions first', () => {
    const groups = exampleGroups(evaluation);
    assert.deepEqual(
      groups.map(({ kind }) => kind),
      ['regressions', 'unreadable', 'wrong', 'partly'],
    );
    const ids = groups.flatMap(({ examples }) => examples.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    for (const { answers } of groups[1]!.examples) assert.equal(answers.tuned!.readable, false);
  });

  it('are counted over the whole test', () => {
    assert.equal(regressedFrom(evaluation), 'base');
    const totals = groupTotals(evaluation, 'base');
    assert.equal(totals.regressions, evaluation.comparisons[0]!.reference_better);
    assert.equal(totals.unreadable, evaluation.systems.tuned.unreadable);
  });

  it('show where the answer stands, unless it is in sight, nowhere, or long', () => {
    const text = `${'甲'.repeat(300)}答案${'乙'.repeat(100)}`;
    const place = answerInContext(text, '答案', 200)!;
    assert.deepEqual(place, { before: '甲'.repeat(40), answer: '答案', after: '乙'.repeat(40) });
    assert.equal(answerInContext(text, '答案', 302), null);
    assert.equal(answerInContext(text, '丙', 200), null);
    assert.equal(answerInContext(text, '', 200), null);
    assert.equal(answerInContext(`x${'長'.repeat(81)}`, '長'.repeat(81), 1), null);
  });
});
