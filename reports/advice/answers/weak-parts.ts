import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';
import { ENOUGH_ITEMS } from './rare-parts.ts';

const FAR_BELOW = 0.15;
const NAMED = 5;

/** Applies when a part that the test has often enough lies 15 points or more below the mean F1 of the parts. */
export function weakParts({ evaluation }: JudgedAnswers): AdviceCase<'weak_parts'> | null {
  const kind = TASKS[evaluation.task].groups;
  const { groups } = evaluation.systems.tuned;
  if (kind === null || groups.length < 2) return null;
  const mean = groups.reduce((sum, { f1 }) => sum + (f1 ?? 0), 0) / groups.length;
  const parts = groups
    .filter(({ support }) => support >= ENOUGH_ITEMS)
    .map(({ name, f1, support }) => ({ name, f1: f1 ?? 0, support }))
    .filter(({ f1 }) => mean - f1 >= FAR_BELOW)
    .sort((a, b) => a.f1 - b.f1)
    .slice(0, NAMED);
  return parts.length === 0 ? null : { evidence: { kind, parts, mean }, gain: null };
}
