import type { AnswerFileFigures } from '../../pipeline/contracts/answer-figures.ts';
import type { ShownAnswers } from './answer-systems.ts';

/** A file's figures in the shape that a run's have: the predictions take the tuned model's place, the baseline the base's. */
export function shownFile(figures: AnswerFileFigures): ShownAnswers {
  const { task, n, confidence, bootstrap_draws, predictions, baseline, comparison } = figures;
  return {
    task,
    n,
    confidence,
    bootstrap_draws,
    systems: { base: baseline, tuned: predictions, production: null },
    comparisons:
      comparison === null ? [] : [{ ...comparison, candidate: 'tuned' as const, reference: 'base' as const }],
  };
}
