import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ErrorCode } from '../../contracts/errors/table.ts';
import { TRAINER_EXIT } from '../../contracts/trainer.ts';
import type { FinalState } from '../../kubernetes/job-state.ts';
import type { EndedJob } from '../cluster/jobs.ts';
import { faultOfTrainer, type Outcome } from '../cluster/outcome.ts';
import type { FolderErrors } from '../cluster/place.ts';

/** What the shared volume calls its faults. */
export const KUBERNETES_FOLDER: FolderErrors = {
  unusable: 'KUBERNETES_SHARED',
  inputChanged: 'KUBERNETES_INPUT_CHANGED',
  resultBroken: 'KUBERNETES_RESULT_BROKEN',
};

/** Exit status of a container that SIGKILL ended. */
const KILLED = 137;

/** Why a job brought no result. `directory`: of its work. */
export function faultOf(
  { id: job, state, seen }: Pick<EndedJob<FinalState>, 'id' | 'state' | 'seen'>,
  outcome: Outcome | null,
  directory: string,
): TouchstoneError {
  const why = [state?.reason, state?.container].filter((word) => word).join(', ');
  const params = { job, state: why || '?', detail: state?.message ?? '', path: directory };
  const fault = (code: ErrorCode) => new TouchstoneError(code, { params });
  if (state?.container === 'OOMKilled') return fault('KUBERNETES_OUT_OF_MEMORY');
  if (state?.reason === 'DeadlineExceeded') return fault('KUBERNETES_TIME_LIMIT');
  // What was there a moment ago and is not any more, somebody took away.
  if (state === null && seen) return fault('KUBERNETES_JOB_DELETED');
  if (outcome !== null && outcome.status !== TRAINER_EXIT.done)
    return faultOfTrainer(outcome, KUBERNETES_FOLDER);
  if (state === null) return fault('KUBERNETES_JOB_LOST');
  if (state.kind === 'complete') return fault('KUBERNETES_RESULT_MISSING');
  // Nothing of the program's own: a node that took no pod, again and again, or somebody's SIGKILL.
  const lost = state.exitCode === null || state.exitCode === KILLED;
  return fault(lost ? 'KUBERNETES_POD_LOST' : 'KUBERNETES_JOB_FAILED');
}
