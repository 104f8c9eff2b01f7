import assert from 'node:assert/strict';
import type { ErrorCode } from '../../../../../pipeline/contracts/errors/table.ts';
import { isDone, type Outcome } from '../../../../../pipeline/executor/cluster/outcome.ts';
import { faultOf } from '../../../../../pipeline/executor/slurm/outcome.ts';
import type { FinalState } from '../../../../../pipeline/slurm/job-state.ts';

const outcome = (status: number, code: string | null = null): Outcome => ({
  format: 1,
  ...{ job: '7', attempt: 1, node: 'gpu1', restarts: 0, status, result: null, log: 'last words', files: [] },
  error: code === null ? null : { code, message: 'said' },
});
const found = { tail: 'a\nno such module', directory: '/shared/work/x', log: '/shared/work/x/job-7.log' };

describe('why a job brought no result', () => {
  const cases: [FinalState | null, Outcome | null, ErrorCode, 'never' | 'soon' | 'wait'][] = [
    ['OUT_OF_MEMORY', outcome(-9), 'SLURM_OUT_OF_MEMORY', 'never'],
    ['NODE_FAIL', null, 'SLURM_NODE_FAILED', 'soon'],
    ['BOOT_FAIL', null, 'SLURM_NODE_FAILED', 'soon'],
    ['TIMEOUT', outcome(3, 'INTERRUPTED'), 'SLURM_TIME_LIMIT', 'soon'],
    ['PREEMPTED', outcome(3, 'INTERRUPTED'), 'SLURM_PREEMPTED', 'soon'],
    ['CANCELLED', outcome(3, 'INTERRUPTED'), 'SLURM_JOB_CANCELLED', 'never'],
    ['DEADLINE', null, 'SLURM_JOB_CANCELLED', 'never'],
    ['REVOKED', null, 'SLURM_JOB_LOST', 'soon'],
    [null, null, 'SLURM_JOB_LOST', 'soon'],
    ['COMPLETED', null, 'SLURM_RESULT_MISSING', 'never'],
    ['FAILED', null, 'SLURM_JOB_FAILED', 'never'],
    ['FAILED', outcome(3, 'INTERRUPTED'), 'TRAINER_INTERRUPTED', 'soon'],
    ['FAILED', outcome(5), 'TRAINER_OUT_OF_MEMORY', 'never'],
    ['FAILED', outcome(6, 'TRAINER_DIVERGED'), 'TRAINER_DIVERGED', 'never'],
    ['FAILED', outcome(-9), 'TRAINER_KILLED', 'soon'],
    ['FAILED', outcome(4, 'INPUT_CHANGED'), 'SLURM_INPUT_CHANGED', 'soon'],
    ['FAILED', outcome(2, 'NO_PROGRESS'), 'SLURM_NO_PROGRESS', 'never'],
  ];
  for (const [state, left, code, retry] of cases)
    it(`is ${code} (${retry}) for ${state} with ${left === null ? 'nothing' : `status ${left.status}`}`, () => {
      const fault = faultOf({ id: '7', state }, left, found);
      assert.deepEqual([fault.code, fault.entry.retry], [code, retry]);
      assert.doesNotMatch(fault.message, /\{\w+\}/);
    });

  it('is no question where the result is there, whatever Slurm says of the end', () => {
    assert.ok(isDone({ ...outcome(0), result: { steps: 1 } }));
    assert.ok(!isDone(outcome(0)));
    assert.ok(!isDone(null));
  });
});
