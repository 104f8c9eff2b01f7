import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { floorOf } from '../reading/floor.ts';
import type { AdviceCase } from './evidence.ts';

/**
 * Applies when the tuned model is not shown to be better than a linear classifier that learnt from the same records. What
 * could be gained is what the classifier answers right beyond it, where it does better.
 */
export function floorAsGood({ evaluation }: ReportModel): AdviceCase<'floor_as_good'> | null {
  const floor = floorOf(evaluation);
  if (floor === null || floor.side === 'better') return null;
  const { metrics, comparison } = floor.peer;
  return {
    evidence: {
      side: floor.side,
      floor: metrics.macro_f1,
      tuned: evaluation.systems.tuned.macro_f1,
      difference: comparison.macro_f1_difference,
      interval: comparison.interval,
      p: comparison.macro_f1_p,
    },
    gain: floor.side === 'worse' ? Math.max(0, -comparison.accuracy_difference) || null : null,
  };
}
