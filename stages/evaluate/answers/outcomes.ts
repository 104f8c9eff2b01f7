import type { AnswerOutcome } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { SystemId } from '../../../pipeline/contracts/names.ts';
import { shortened } from '../shortened.ts';
import type { AnswerRecord, JudgedAnswer } from './judge.ts';

const WORST = 100;
const REGRESSIONS = 50;

/** Places of a system's answers that are not wholly right, lowest score first; at most 100. */
export function worstOf(judged: readonly JudgedAnswer[]): number[] {
  const scores = judged.map(({ score }) => score);
  return [...scores.keys()]
    .filter((at) => scores[at]! < 1)
    .sort((a, b) => scores[a]! - scores[b]! || a - b)
    .slice(0, WORST);
}

/** Places where a system scores lower than another, greatest loss first; at most 50. */
export function regressionsOf(judged: readonly JudgedAnswer[], before: readonly JudgedAnswer[]): number[] {
  const losses = judged.map(({ score }, at) => before[at]!.score - score);
  return [...losses.keys()]
    .filter((at) => losses[at]! > 0)
    .sort((a, b) => losses[b]! - losses[a]! || a - b)
    .slice(0, REGRESSIONS);
}

/** What every system answered to the record at `at`, and how good it was. */
export function outcomeOf(
  { id, text, truth }: AnswerRecord,
  systems: ReadonlyMap<SystemId, readonly string[]>,
  judged: { get(system: SystemId): readonly JudgedAnswer[] | undefined },
  at: number,
): AnswerOutcome {
  const answers = [...systems].map(([system, given]) => {
    const { score, readable } = judged.get(system)![at]!;
    return [system, { answer: shortened(given[at]!), score, readable }];
  });
  return { id, text: shortened(text), truth: shortened(truth), answers: Object.fromEntries(answers) };
}
