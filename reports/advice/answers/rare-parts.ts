import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

/** Items of a part in the test from which its figures say something. */
export const ENOUGH_ITEMS = 5;
const NAMED = 5;

/** Applies when the test has fewer than five items of a part: its figures, and the means over parts, are a hint at most. */
export function rareParts({ evaluation }: JudgedAnswers): AdviceCase<'rare_parts'> | null {
  const kind = TASKS[evaluation.task].groups;
  if (kind === null) return null;
  const rare = evaluation.systems.tuned.groups
    .filter(({ support }) => support < ENOUGH_ITEMS)
    .sort((a, b) => a.support - b.support)
    .slice(0, NAMED)
    .map(({ name, support }) => ({ name, support }));
  return rare.length === 0 ? null : { evidence: { kind, parts: rare, enough: ENOUGH_ITEMS }, gain: 0 };
}
