import type { AnswerReportModel } from '../../../pipeline/contracts/report.ts';
import { TASKS } from '../../../pipeline/contracts/tasks.ts';
import { answerFloorOf } from '../../reading/answer-floor.ts';
import type { AdviceCase } from '../evidence.ts';

/**
 * Applies when the tuned model is not shown to be better than the simplest thing that can be done for the task. What could
 * be gained is how far that is ahead, where it is.
 */
export function simpleAsGood({ evaluation }: AnswerReportModel): AdviceCase<'simple_as_good'> | null {
  const floor = answerFloorOf(evaluation);
  if (floor === null || floor.side === 'better') return null;
  const { task, side, peer } = floor;
  const { difference, interval, p } = peer.comparison;
  const metric = TASKS[task].primary;
  const [simple, tuned] = [peer.metrics, evaluation.systems.tuned].map(({ figures }) => figures[metric] ?? 0);
  return {
    evidence: { task, side, metric, simple: simple!, tuned: tuned!, difference, interval, p },
    gain: side === 'worse' ? -difference : null,
  };
}
