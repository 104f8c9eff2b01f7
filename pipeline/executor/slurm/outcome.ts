import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ErrorCode } from '../../contracts/errors/table.ts';
import { TRAINER_EXIT } from '../../contracts/trainer.ts';
import type { FinalState } from '../../slurm/job-state.ts';
import type { EndedJob } from '../cluster/jobs.ts';
import { faultOfTrainer, type Outcome } from '../cluster/outcome.ts';
import type { FolderErrors } from '../cluster/place.ts';

/** What Slurm's folder calls its faults. */
export const SLURM_FOLDER: FolderErrors = {
  unusable: 'SLURM_SHARED',
  inputChanged: 'SLURM_INPUT_CHANGED',
  resultBroken: 'SLURM_RESULT_BROKEN',
};

/** What the cluster itself did to a job, whatever the trainer said while it happened. */
const BY_CLUSTER: Readonly<Partial<Record<FinalState, ErrorCode>>> = {
  OUT_OF_MEMORY: 'SLURM_OUT_OF_MEMORY',
  NODE_FAIL: 'SLURM_NODE_FAILED',
  BOOT_FAIL: 'SLURM_NODE_FAILED',
  TIMEOUT: 'SLURM_TIME_LIMIT',
  PREEMPTED: 'SLURM_PREEMPTED',
  CANCELLED: 'SLURM_JOB_CANCELLED',
  DEADLINE: 'SLURM_JOB_CANCELLED',
  REVOKED: 'SLURM_JOB_LOST',
};

/** Why a job brought no result: what the cluster did to it, else what the trainer said, else what is missing. */
export function faultOf(
  { id: job, state }: Pick<EndedJob<FinalState>, 'id' | 'state'>,
  outcome: Outcome | null,
  found: { readonly tail: string; readonly directory: string; readonly log: string },
): TouchstoneError {
  const words = { job, state: state ?? '?', path: found.directory, log: found.log };
  const detail = found.tail.trim().split('\n').at(-1)?.slice(0, 500) ?? '';
  const params = { ...words, detail };
  const ofCluster = state === null ? undefined : BY_CLUSTER[state];
  if (ofCluster !== undefined) return new TouchstoneError(ofCluster, { params });
  if (outcome !== null && outcome.status !== TRAINER_EXIT.done) {
    if (outcome.error?.code === 'NO_PROGRESS') return new TouchstoneError('SLURM_NO_PROGRESS', { params });
    return faultOfTrainer(outcome, SLURM_FOLDER);
  }
  if (state === null) return new TouchstoneError('SLURM_JOB_LOST', { params });
  return new TouchstoneError(state === 'COMPLETED' ? 'SLURM_RESULT_MISSING' : 'SLURM_JOB_FAILED', { params });
}
