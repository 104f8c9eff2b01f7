import type { AnyEvaluation } from './answer-evaluation.ts';
import type { Interval } from './evaluation.ts';
import type { Localized, SystemId } from './names.ts';
import { ANSWER_METRICS, TASKS } from './tasks.ts';

/** One system's figure of merit. */
export interface PrimaryFigure {
  readonly value: number;
  readonly interval: Interval;
}

/** `candidate` against `reference` by the figure of merit; the difference is candidate − reference. */
export interface PrimaryComparison {
  readonly candidate: SystemId;
  readonly reference: SystemId;
  readonly difference: number;
  readonly interval: Interval;
  /** Lower bound that also counts what so few records may not show; where an evaluation is older than it, the interval's own. */
  readonly cautiousLow: number;
  readonly p: number;
}

/** An evaluation by its task's figure of merit: what gate, registry and the tables of results go by, whatever the task. */
export interface Primary {
  readonly metric: string;
  readonly name: Localized;
  readonly systems: { readonly base: PrimaryFigure; readonly tuned: PrimaryFigure } & {
    readonly production: PrimaryFigure | null;
  };
  readonly comparisons: readonly PrimaryComparison[];
}

const MACRO_F1: Localized = { 'zh-TW': 'F1', en: 'F1' };

/** The figure of merit of an evaluation. Higher is better in every task. */
export function primaryOf(evaluation: AnyEvaluation): Primary {
  if (evaluation.task === 'classification') {
    const { base, tuned, production } = evaluation.systems;
    const figure = (system: typeof base): PrimaryFigure => ({
      value: system.macro_f1,
      interval: system.intervals.macro_f1,
    });
    return {
      metric: TASKS.classification.primary,
      name: MACRO_F1,
      systems: { base: figure(base), tuned: figure(tuned), production: production && figure(production) },
      comparisons: evaluation.comparisons.map((one) => ({
        candidate: one.candidate,
        reference: one.reference,
        difference: one.macro_f1_difference,
        interval: one.interval,
        cautiousLow: one.cautious_low,
        p: one.macro_f1_p,
      })),
    };
  }
  const { primary } = TASKS[evaluation.task];
  const { base, tuned, production } = evaluation.systems;
  const figure = ({ figures, intervals }: typeof base): PrimaryFigure => {
    const [value, interval] = [figures[primary], intervals[primary]];
    if (typeof value !== 'number' || !interval) throw new RangeError(`${primary} is undefined`);
    return { value, interval };
  };
  return {
    metric: primary,
    name: ANSWER_METRICS[primary].name,
    systems: { base: figure(base), tuned: figure(tuned), production: production && figure(production) },
    comparisons: evaluation.comparisons.map(({ cautious_low: low, ...one }) => ({
      ...one,
      cautiousLow: low ?? one.interval[0],
    })),
  };
}
