import assert from 'node:assert/strict';
import type { ErrorCode } from '../../../../pipeline/contracts/errors/table.ts';
import { failureOf, isExpired, isMissing, isThere } from '../../../../pipeline/kubernetes/failure.ts';

/** As the library throws it: its message repeats all. */
const answer = (code: number, message: unknown, headers: Record<string, string> = {}) =>
  Object.assign(new Error(`HTTP-Code: ${code} Authorization: secret`), {
    ...{ code, headers, body: { kind: 'Status', message } },
  });

describe('what the API server refuses', () => {
  const cases: [number, string, ErrorCode, 'never' | 'soon' | 'wait'][] = [
    [400, 'strict decoding error: unknown field "spec.x"', 'KUBERNETES_REFUSED', 'never'],
    [401, 'Unauthorized', 'KUBERNETES_UNAUTHORIZED', 'wait'],
    [403, 'jobs.batch is forbidden: User "u" cannot create', 'KUBERNETES_FORBIDDEN', 'never'],
    [403, 'jobs.batch "x" is forbidden: exceeded quota: q', 'KUBERNETES_QUOTA', 'wait'],
    [404, 'namespaces "x" not found', 'KUBERNETES_REFUSED', 'never'],
    [404, 'the server could not find the requested resource', 'KUBERNETES_ANSWER', 'never'],
    [422, 'Job.batch "x" is invalid', 'KUBERNETES_REFUSED', 'never'],
    [429, 'too many requests', 'KUBERNETES_UNREACHABLE', 'wait'],
    [500, 'failed calling webhook', 'KUBERNETES_UNREACHABLE', 'wait'],
    [503, 'apiserver not ready', 'KUBERNETES_UNREACHABLE', 'wait'],
    [418, 'no', 'KUBERNETES_ANSWER', 'never'],
  ];
  for (const [status, message, code, retry] of cases)
    it(`is ${code} (${retry}) for ${status} ${message}`, () => {
      const error = failureOf(answer(status, message));
      assert.deepEqual([error.code, error.entry.retry], [code, retry]);
      assert.ok(error.message.includes(message));
      assert.ok(!error.message.includes('secret') && error.cause === undefined);
    });

  it('is told on one line and not at length, and how long to wait is kept', () => {
    const error = failureOf(answer(429, `a\n\u001b[31m${'x'.repeat(5000)}`, { 'retry-after': '7' }));
    assert.doesNotMatch(String(error.params.detail), /\p{Cc}/u);
    assert.ok(String(error.params.detail).length < 500);
    assert.equal(error.params.retryAfterMs, 7000);
    assert.match(failureOf(answer(502, { not: 'text' })).message, /502: no Status object/);
  });

  it('is a connection that failed by its code alone', () => {
    const failed = Object.assign(new Error('request to https://u:secret@h failed'), { code: 'ECONNREFUSED' });
    const error = failureOf(failed);
    assert.equal(error.code, 'KUBERNETES_UNREACHABLE');
    assert.match(error.message, /ECONNREFUSED/);
    assert.ok(!error.message.includes('secret'));
  });

  it('is known by what it is about', () => {
    assert.ok(isMissing(failureOf(answer(404, 'x'))) && !isMissing(failureOf(answer(409, 'x'))));
    assert.ok(isThere(failureOf(answer(409, 'x'))) && isExpired(failureOf(answer(410, 'x'))));
  });
});
