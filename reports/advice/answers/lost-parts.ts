import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';
import { ENOUGH_ITEMS } from './rare-parts.ts';

const LEAST_LOSS = 0.05;
const NAMED = 5;

/** Applies when the tuned model's F1 of a part lies at least 5 points under the base's (of a file: the baseline's), on 5 items or more. */
export function lostParts({ evaluation }: JudgedAnswers): AdviceCase<'lost_parts'> | null {
  const kind = TASKS[evaluation.task].groups;
  const { base } = evaluation.systems;
  if (kind === null || base === null) return null;
  const before = new Map(base.groups.map(({ name, f1 }) => [name, f1 ?? 0]));
  const parts = evaluation.systems.tuned.groups
    .filter(({ support }) => support >= ENOUGH_ITEMS)
    .map(({ name, f1 }) => ({ name, base: before.get(name) ?? 0, tuned: f1 ?? 0 }))
    .filter(({ base, tuned }) => base - tuned >= LEAST_LOSS)
    .sort((a, b) => b.base - b.tuned - (a.base - a.tuned))
    .slice(0, NAMED);
  return parts.length === 0 ? null : { evidence: { kind, parts }, gain: null };
}
