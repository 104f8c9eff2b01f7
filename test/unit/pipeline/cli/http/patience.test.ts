import assert from 'node:assert/strict';
import { patiently } from '../../../../../pipeline/cli/http/patience.ts';
import { RemoteProblem } from '../../../../../pipeline/cli/http/remote-problem.ts';
import { problemOf, TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { ErrorCode } from '../../../../../pipeline/contracts/errors/table.ts';

describe('patience with a service', () => {
  const signal = new AbortController().signal;
  const away = () => new TouchstoneError('CLI_SERVICE_UNREACHABLE', { params: { url: 'u', detail: 'd' } });
  const told = (code: ErrorCode) => new RemoteProblem(problemOf(new TouchstoneError(code), 'en'));

  /** Fails with these in turn, then succeeds. */
  const failing = (...errors: Error[]) => {
    let calls = 0;
    const work = async () => {
      const error = errors[calls++];
      if (error) throw error;
      return calls;
    };
    return work;
  };

  it('tries again while nobody answers, the store is away, or the first request is still worked on', async () => {
    let lost = 0;
    const work = failing(away(), told('STORE_UNREACHABLE'), told('IDEMPOTENCY_IN_PROGRESS'));
    const made = await patiently(work, { patienceMs: 10_000, signal, onLost: () => lost++ });
    assert.deepEqual([made, lost], [4, 1]);
  });

  it('does not repeat what would fail again', async () => {
    for (const code of ['SPEC_INVALID', 'INTERNAL', 'IDEMPOTENCY_KEY_REUSED'] as const) {
      await assert.rejects(patiently(failing(told(code)), { patienceMs: 10_000, signal }), RemoteProblem);
    }
    const mismatch = new TouchstoneError('CLI_DIGEST_MISMATCH', { params: { file: 'x' } });
    await assert.rejects(patiently(failing(mismatch), { patienceMs: 10_000, signal }), {
      code: 'CLI_DIGEST_MISMATCH',
    });
  });

  it('ends with what came last', async () => {
    const work = async () => {
      throw away();
    };
    await assert.rejects(patiently(work, { patienceMs: 0, signal }), { code: 'CLI_SERVICE_UNREACHABLE' });
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const work = async () => {
      stop.abort();
      throw away();
    };
    await assert.rejects(patiently(work, { patienceMs: 10_000, signal: stop.signal }), {
      name: 'AbortError',
    });
  });
});
