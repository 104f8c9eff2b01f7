import type { ReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';
import { missedShare } from './missed-share.ts';

/** The largest class has this many times the records of the smallest. */
const TIMES = 10;

/** Applies when one class has at least ten times the training records of another. */
export function unbalanced({ split, evaluation }: ReportModel): AdviceCase<'unbalanced'> | null {
  const classes = split.per_label.filter(({ train }) => train > 0).sort((a, b) => a.train - b.train);
  const [smallest, largest] = [classes[0], classes.at(-1)];
  if (smallest === undefined || largest === undefined || largest.train < TIMES * smallest.train) return null;
  const { tuned } = evaluation.systems;
  const rare = classes.filter(({ train }) => largest.train >= TIMES * train);
  const f1 = tuned.per_class.find(({ label }) => label === smallest.label)?.f1 ?? null;
  return {
    evidence: {
      largest: { label: largest.label, train: largest.train },
      smallest: { label: smallest.label, train: smallest.train, f1 },
    },
    gain: missedShare(tuned, new Set(rare.map(({ label }) => label))),
  };
}
