/**
 * The error rates of the default gate policy, from many simulated test sets and with the draws that runs take:
 * `npx tsx bench/gate.ts [sets of each world, default 1000]`. The unit tests hold the same rates from fewer.
 */
import {
  type AnswerRate,
  answerRateLine,
  falsePassesOfAnswers,
  wrongNonInferiorityInParts,
  wrongNonInferiorityOfAnswers,
} from '../test/unit/stages/gate/answer-simulation.ts';
import {
  falsePasses,
  power,
  type Rate,
  rateLine,
  wrongFloor,
  wrongNonInferiority,
} from '../test/unit/stages/gate/simulation.ts';

const effort = { sets: Number(process.argv[2] ?? 1000), draws: 1000 };
const show = (title: string, rates: readonly Rate[]) =>
  process.stdout.write(`${[title, ...rates.map(rateLine)].join('\n')}\n`);

show('no better than base: PASS at most 5 %', falsePasses(effort));
show('better by the detectable difference: PASS at least 80 %', power(effort));
show('worse than production by the margin: PASS at most 5 %', wrongNonInferiority(effort));
show('true F1 just the floor: PASS at most 5 %', wrongFloor(effort));

const showAnswers = (title: string, rates: readonly AnswerRate[]) =>
  process.stdout.write(`${[title, ...rates.map(answerRateLine)].join('\n')}\n`);
showAnswers('written answers, no better than base: PASS at most 5 %', falsePassesOfAnswers(effort));
showAnswers('written answers, worse by the margin: PASS at most 5 %', wrongNonInferiorityOfAnswers(effort));
showAnswers('the same in one of two parts: PASS at most 5 %', wrongNonInferiorityInParts(effort));
