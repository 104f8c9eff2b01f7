import type { SystemMetrics } from '../../../pipeline/contracts/evaluation.ts';
import { accuracy } from './accuracy.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import type { Tally } from './confusion.ts';
import { kappa } from './kappa.ts';
import { macroF1, macroPrecision, macroRecall } from './macro.ts';
import { mcc } from './mcc.ts';
import { microF1 } from './micro-f1.ts';
import { weightedF1 } from './weighted-f1.ts';

/** The figures of a system that are one number. */
export type ScalarMetric = Exclude<keyof SystemMetrics, 'n' | 'per_class' | 'confusion' | 'intervals'>;

/** Null where the figure is undefined for the tally. */
export type Metric = (tally: Tally) => number | null;

/** Every one-number metric by its name in `evaluation.json`. */
export const METRICS: Readonly<Record<ScalarMetric, Metric>> = {
  accuracy,
  balanced_accuracy: balancedAccuracy,
  macro_precision: macroPrecision,
  macro_recall: macroRecall,
  macro_f1: macroF1,
  micro_f1: microF1,
  weighted_f1: weightedF1,
  mcc,
  kappa,
};
