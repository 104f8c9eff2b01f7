import assert from 'node:assert/strict';
import { errorOf, progressOf, resumedProgress } from '../../../../pipeline/executor/trainer-events.ts';

describe('what the trainer says', () => {
  it('becomes progress of the whole command, which never goes back', () => {
    const percents = [
      progressOf({ event: 'progress', stage: 'load', percent: 100 })!.percent,
      progressOf({ event: 'progress', stage: 'reference', percent: 50 })!.percent,
      progressOf({ event: 'progress', stage: 'train', percent: 0 })!.percent,
      resumedProgress({ event: 'resumed', step: 50, total: 100 }).percent,
      progressOf({ event: 'progress', stage: 'train', percent: 100 })!.percent,
    ];
    assert.deepEqual(percents, [5, 5, 5, 52.5, 100]);
    assert.equal(progressOf({ event: 'progress', stage: 'evaluate', percent: 10 }), null);
  });

  it('becomes an error with its own code, else one from its exit status', () => {
    const diverged = {
      event: 'error',
      code: 'TRAINER_DIVERGED',
      message: 'nan',
      details: { step: 7 },
    } as const;
    assert.deepEqual(
      [errorOf(6, null, diverged, '').code, errorOf(6, null, diverged, '').params.step],
      ['TRAINER_DIVERGED', '7'],
    );
    const codes = [2, 3, 4, 5, 6, 7, 70].map((status) => errorOf(status, null, null, 'last line\n').code);
    assert.deepEqual(codes, [
      'TRAINER_FAILED',
      'TRAINER_INTERRUPTED',
      'TRAINER_ENVIRONMENT',
      'TRAINER_OUT_OF_MEMORY',
      'TRAINER_DIVERGED',
      'BASE_UNREACHABLE',
      'TRAINER_FAILED',
    ]);
    assert.equal(errorOf(null, 'SIGKILL', null, '').code, 'TRAINER_KILLED');
    assert.ok(errorOf(null, 'SIGKILL', null, '').retryable);
    assert.match(errorOf(70, null, null, 'Traceback\nValueError: x\n').message, /ValueError: x/);
  });
});
