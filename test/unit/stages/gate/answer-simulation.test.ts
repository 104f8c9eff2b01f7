import assert from 'node:assert/strict';
import {
  type AnswerRate,
  answerRateLine,
  falsePassesOfAnswers,
  wrongNonInferiorityInParts,
  wrongNonInferiorityOfAnswers,
} from './answer-simulation.ts';

/** bench/gate.ts takes more. */
const EFFORT = { sets: 100, draws: 100 };

/** How far one world's rate may lie beyond a limit that it keeps: the one-sided 99 % range of so few sets. */
const chance = (limit: number) => 2.33 * Math.sqrt((limit * (1 - limit)) / EFFORT.sets);

describe('the gate on simulated written answers', function () {
  this.timeout(240_000);
  const keeps = (title: string, limit: number, rates: readonly AnswerRate[]): void => {
    console.info([`    ${title}`, ...rates.map(answerRateLine)].join('\n'));
    for (const rate of rates) assert.ok(rate.pass <= limit + chance(limit), answerRateLine(rate));
    const mean = rates.reduce((sum, { pass }) => sum + pass, 0) / rates.length;
    assert.ok(mean <= limit, `mean ${mean}`);
  };

  it('passes a model that is no better than its base in at most 5 %', () =>
    keeps('no better than base', 0.05, falsePassesOfAnswers(EFFORT)));

  it('passes one that loses just the margin to production in at most 5 %, as the plain interval does not', () => {
    const rates = wrongNonInferiorityOfAnswers(EFFORT);
    keeps('worse than production by the margin', 0.05, rates);
    assert.ok(Math.max(...rates.map((rate) => rate.passByInterval!)) > 0.2);
  });

  it('and one that loses it in one of two parts', () =>
    keeps('worse by the margin in one part', 0.05, wrongNonInferiorityInParts(EFFORT)));
});
