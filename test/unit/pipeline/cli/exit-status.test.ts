import assert from 'node:assert/strict';
import { exitOfProblem, exitOfRun } from '../../../../pipeline/cli/exit-status.ts';
import { problemOf, TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { ERRORS, type ErrorCode } from '../../../../pipeline/contracts/errors/table.ts';
import { VERDICTS } from '../../../../pipeline/contracts/names.ts';

describe('exit status', () => {
  it('tells the verdict of a run that ended', () => {
    const status = VERDICTS.map((verdict) => exitOfRun({ status: 'succeeded', verdict, error: null }));
    assert.deepEqual(status, [0, 1, 3]);
  });

  it('tells whose fault it was that a run failed', () => {
    const failed = (code: ErrorCode) =>
      exitOfRun({ status: 'failed', verdict: null, error: problemOf(new TouchstoneError(code), 'en') });
    assert.equal(failed('INPUT_EMPTY_FILE'), 2);
    assert.equal(failed('TRAINER_OUT_OF_MEMORY'), 4);
    assert.equal(exitOfRun({ status: 'cancelled', verdict: null, error: null }), 4);
  });

  it('is 2 or 4 for every code there is', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      assert.ok([2, 4].includes(exitOfProblem({ code, status: 0 })), code);
    }
  });

  it('goes by the HTTP status for a code of a newer service', () => {
    const code = 'FROM_THE_FUTURE' as ErrorCode;
    assert.equal(exitOfProblem({ code, status: 422 }), 2);
    assert.equal(exitOfProblem({ code, status: 503 }), 4);
    assert.equal(exitOfProblem({ code: 'toString' as ErrorCode, status: 422 }), 2);
  });
});
