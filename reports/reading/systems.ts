import type { EvaluationResult, SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import { SYSTEM_IDS, type SystemId } from '../../pipeline/contracts/names.ts';

export interface NamedSystem {
  readonly id: SystemId;
  readonly metrics: SystemMetrics;
}

/** The systems of an evaluation that exist, in the order base, tuned, production. */
export function systemsOf(evaluation: EvaluationResult): readonly NamedSystem[] {
  return SYSTEM_IDS.flatMap((id) => {
    const metrics = evaluation.systems[id];
    return metrics === null ? [] : [{ id, metrics }];
  });
}
