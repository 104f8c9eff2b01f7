import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';
import { missedShare } from './missed-share.ts';

/** Fewer training records than this in a class are few for a small model: a rule of thumb, shown as such. */
const ENOUGH = 20;

/** Applies when a class has fewer than twenty training records; at most five classes are named. */
export function fewExamples({ split, evaluation }: ReportModel): AdviceCase<'few_examples'> | null {
  const f1 = new Map(evaluation.systems.tuned.per_class.map((row) => [row.label, row.f1]));
  const few = split.per_label
    .filter(({ train }) => train > 0 && train < ENOUGH)
    .sort((a, b) => a.train - b.train)
    .slice(0, 5)
    .map(({ label, train }) => ({ label, train, f1: f1.get(label) ?? null }));
  if (few.length === 0) return null;
  const gain = missedShare(evaluation.systems.tuned, new Set(few.map(({ label }) => label)));
  return { evidence: { classes: few, enough: ENOUGH }, gain };
}
