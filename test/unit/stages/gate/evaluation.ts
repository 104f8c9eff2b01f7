import type {
  Comparison,
  EvaluationResult,
  Interval,
  SystemMetrics,
} from '../../../../pipeline/contracts/evaluation.ts';
import type { DataEvidence, GatePolicy } from '../../../../stages/gate/rules/rule.ts';

export interface Figures {
  readonly n?: number;
  readonly tuned?: number;
  readonly base?: number;
  readonly p?: number;
  readonly interval?: Interval;
  readonly tunedInterval?: Interval;
  readonly production?: { readonly f1: number; readonly interval: Interval; readonly cautiousLow?: number };
}

/** An evaluation with the figures that the gate reads; the rest is what it must not read. */
export function evaluationWith(figures: Figures): EvaluationResult {
  const { n = 200, tuned = 0.65, base = 0.3, p = 0.001, interval = [0.28, 0.42], production } = figures;
  return {
    format: 1,
    task: 'classification',
    labels: ['甲', '乙'],
    n,
    test_digest: 'd'.repeat(64),
    evaluated_at: '2026-11-22T00:00:00.000Z',
    confidence: 0.95,
    bootstrap_draws: 1000,
    systems: {
      base: systemWith(n, base, [base - 0.05, base + 0.05]),
      tuned: systemWith(n, tuned, figures.tunedInterval ?? [tuned - 0.05, tuned + 0.05]),
      production: production ? systemWith(n, production.f1, production.interval) : null,
    },
    production: production ? { name: 'petitions', version: 3 } : null,
    comparisons: [
      comparison('base', tuned - base, interval, p),
      ...(production
        ? [
            {
              ...comparison('production', tuned - production.f1, production.interval, 0.5),
              cautious_low: production.cautiousLow ?? production.interval[0],
            },
          ]
        : []),
    ],
    wrong: [],
    unseen_labels: [],
  };
}

function comparison(
  reference: 'base' | 'production',
  difference: number,
  interval: Interval,
  p: number,
): Comparison {
  return {
    candidate: 'tuned',
    reference,
    accuracy_difference: difference,
    macro_f1_difference: difference,
    interval,
    cautious_low: interval[0],
    mcnemar_p: p,
    macro_f1_p: p,
    only_candidate_correct: 10,
    only_reference_correct: 3,
  };
}

function systemWith(n: number, macroF1: number, interval: Interval): SystemMetrics {
  return {
    n,
    accuracy: macroF1,
    balanced_accuracy: macroF1,
    macro_precision: macroF1,
    macro_recall: macroF1,
    macro_f1: macroF1,
    micro_f1: macroF1,
    weighted_f1: macroF1,
    mcc: null,
    kappa: null,
    per_class: [],
    confusion: { labels: [], matrix: [] },
    intervals: { accuracy: interval, macro_precision: interval, macro_recall: interval, macro_f1: interval },
  };
}

/** The default policy. */
export const POLICY: GatePolicy = {
  better_than_base: { p: 0.05 },
  not_worse_than_production: { margin: 0.02, slices: [] },
  minimum_macro_f1: 0,
  minimum_class_recall: 0,
  maximum_calibration_error: 1,
  minimum_readable_answers: 'auto',
  no_contamination: true,
  minimum_data_score: 0,
  minimum_test_records: 30,
};

/** Data that no rule finds anything to say against. */
export const DATA: DataEvidence = {
  leakage: { passed: true, comparisons: [{ kind: 'exact', compared: 200, found: 0, records: [] }] },
  score: 90,
};
