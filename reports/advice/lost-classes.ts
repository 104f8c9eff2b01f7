import type { AdviceCase } from './evidence.ts';
import type { JudgedModel } from './judged.ts';
import { missedShare } from './missed-share.ts';

const LEAST_LOSS = 0.05;
const LEAST_SUPPORT = 5;

/** Applies when the tuned model's F1 of a class lies at least 5 points under the base model's, on 5 records or more. */
export function lostClasses({ evaluation }: JudgedModel): AdviceCase<'lost_classes'> | null {
  const { base } = evaluation.systems;
  if (base.per_class.length === 0) return null;
  const before = new Map(base.per_class.map((row) => [row.label, row.f1 ?? 0]));
  const classes = evaluation.systems.tuned.per_class
    .filter(({ support }) => support >= LEAST_SUPPORT)
    .map(({ label, f1 }) => ({ label, base: before.get(label) ?? 0, tuned: f1 ?? 0 }))
    .filter(({ base, tuned }) => base - tuned >= LEAST_LOSS)
    .sort((a, b) => b.base - b.tuned - (a.base - a.tuned))
    .slice(0, 5);
  if (classes.length === 0) return null;
  const gain = missedShare(evaluation.systems.tuned, new Set(classes.map(({ label }) => label)));
  return { evidence: { classes }, gain };
}
