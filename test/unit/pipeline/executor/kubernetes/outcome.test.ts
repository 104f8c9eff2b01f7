import assert from 'node:assert/strict';
import type { ErrorCode } from '../../../../../pipeline/contracts/errors/table.ts';
import type { Outcome } from '../../../../../pipeline/executor/cluster/outcome.ts';
import { faultOf } from '../../../../../pipeline/executor/kubernetes/outcome.ts';
import type { FinalState } from '../../../../../pipeline/kubernetes/job-state.ts';

const outcome = (status: number, code: string | null = null): Outcome => ({
  format: 1,
  ...{ job: 'j', attempt: 1, node: 'a', restarts: 0, status, result: null, log: 'last words', files: [] },
  error: code === null ? null : { code, message: 'said' },
});
const ended = (more: Partial<FinalState>): FinalState => ({
  ...{
    kind: 'failed',
    reason: 'PodFailurePolicy',
    container: 'Error',
    exitCode: 1,
    message: 'm',
    seconds: 1,
  },
  ...more,
});

describe('why a job of Kubernetes brought no result', () => {
  const cases: [what: string, FinalState | null, Outcome | null, ErrorCode, 'never' | 'soon' | 'wait'][] = [
    [
      'too much memory',
      ended({ container: 'OOMKilled', exitCode: 137 }),
      outcome(-9),
      'KUBERNETES_OUT_OF_MEMORY',
      'never',
    ],
    [
      'its time',
      ended({ reason: 'DeadlineExceeded', exitCode: 3 }),
      outcome(3),
      'KUBERNETES_TIME_LIMIT',
      'soon',
    ],
    ['nothing known', null, null, 'KUBERNETES_JOB_LOST', 'soon'],
    [
      'no pod that began',
      ended({ reason: 'BackoffLimitExceeded', exitCode: null }),
      null,
      'KUBERNETES_POD_LOST',
      'soon',
    ],
    ['somebody’s SIGKILL', ended({ exitCode: 137 }), null, 'KUBERNETES_POD_LOST', 'soon'],
    ['a program that is not there', ended({ exitCode: 127 }), null, 'KUBERNETES_JOB_FAILED', 'never'],
    [
      'no result where one should be',
      ended({ kind: 'complete', exitCode: 0 }),
      null,
      'KUBERNETES_RESULT_MISSING',
      'never',
    ],
    [
      'a changed input',
      ended({ exitCode: 4 }),
      outcome(4, 'INPUT_CHANGED'),
      'KUBERNETES_INPUT_CHANGED',
      'soon',
    ],
    ['the GPU’s memory', ended({ exitCode: 5 }), outcome(5), 'TRAINER_OUT_OF_MEMORY', 'never'],
    [
      'what the trainer says though the job is forgotten',
      null,
      outcome(6, 'TRAINER_DIVERGED'),
      'TRAINER_DIVERGED',
      'never',
    ],
  ];
  for (const [what, state, left, code, retry] of cases)
    it(`is ${code} (${retry}) for ${what}`, () => {
      const fault = faultOf({ id: 'j', state, seen: false }, left, '/shared/work/x');
      assert.deepEqual([fault.code, fault.entry.retry], [code, retry]);
      assert.doesNotMatch(fault.message, /\{\w+\}/);
    });
  it('is a deletion where a job that was seen is not there any more', () => {
    const fault = faultOf({ id: 'j', state: null, seen: true }, outcome(3), '/shared/work/x');
    assert.deepEqual([fault.code, fault.entry.retry], ['KUBERNETES_JOB_DELETED', 'never']);
  });
});
