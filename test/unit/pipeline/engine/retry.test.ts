import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { decideRetry } from '../../../../pipeline/engine/retry.ts';

const retry = { attempts: 3, backoffSeconds: 2 };

describe('decideRetry', () => {
  it('fails at once what time cannot mend', () => {
    assert.deepEqual(decideRetry(new TouchstoneError('TRAINER_DIVERGED'), 1, retry), { kind: 'fail' });
  });

  it('tries again with doubling waits, up to the stage’s attempts', () => {
    const error = new TouchstoneError('TRAINER_ENVIRONMENT');
    assert.deepEqual(decideRetry(error, 1, retry), { kind: 'retry', waitSeconds: 2 });
    assert.deepEqual(decideRetry(error, 2, retry), { kind: 'retry', waitSeconds: 4 });
    assert.deepEqual(decideRetry(error, 3, retry), { kind: 'fail' });
  });

  it('waits without end for a full disk or a store out of reach, never longer than a minute at a time', () => {
    for (const code of ['DISK_FULL', 'STORE_UNREACHABLE'] as const) {
      assert.deepEqual(decideRetry(new TouchstoneError(code), 500, retry), {
        kind: 'retry',
        waitSeconds: 60,
      });
    }
  });
});
