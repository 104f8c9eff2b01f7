import assert from 'node:assert/strict';
import type { ChatRequest } from '../../../../pipeline/contracts/generation.ts';
import { type Behaviour, sending } from '../../../fixtures/faulty-chat-server.ts';
import { ANSWER, endpointsUnderTest, NEVER, REQUEST } from './endpoint-under-test.ts';

/** What an endpoint refuses: for now, or for good. */
describe('the limits of a chat endpoint', () => {
  const under = endpointsUnderTest();
  const { endpoint, faultOf, waits } = under;

  it('obeys Retry-After, in seconds, milliseconds or as a date, for all that ask', async () => {
    const date = new Date(1_700_000_000_000 + 3_000 + 1_500 + 4_500).toUTCString();
    const model = await endpoint([
      sending(429, { error: { message: 'upstream' } }, { 'retry-after': '3' }),
      sending(503, '', { 'retry-after-ms': '1500' }),
      sending(429, '', { 'retry-after': date }),
      ANSWER,
    ]);
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    // Dates have whole seconds.
    assert.deepEqual(waits, [3, 1.5, 4.5]);
  });

  it('backs off with jitter, doubling, where a busy endpoint names no time', async () => {
    const busy = sending(429, { error: { message: 'upstream', code: 'rate_limit_exceeded' } });
    const model = await endpoint([ANSWER, busy, sending(500, 'upstream'), busy, ANSWER]);
    await model.ask(REQUEST, NEVER);
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.ok(under.server.seen.every(({ body }) => body.response_format?.type === 'json_schema'));
    assert.deepEqual(waits, [0.5, 1, 2]);
  });

  it('waits as long as a proxy passes on that the provider asks for', async () => {
    const busy = sending(
      429,
      { error: { message: 'upstream', code: '429' } },
      { 'llm_provider-retry-after': '60' },
    );
    const model = await endpoint([busy, ANSWER]);
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.deepEqual(waits, [60]);
  });

  it('waits for the quota of a minute where nobody names a time, and longer while others are answered', async () => {
    const busy = sending(429, { error: { message: 'upstream' } });
    const late = await endpoint([...Array<Behaviour>(11).fill(busy), ANSWER]);
    assert.equal((await late.ask(REQUEST, NEVER)).kind, 'answer');
    assert.ok(waits.reduce((sum, wait) => sum + wait, 0) > 120);
    await under.server.stop();
    const never = await endpoint([busy]);
    assert.equal((await faultOf(never.ask(REQUEST, NEVER))).code, 'GENERATE_UNREACHABLE');
    assert.equal(under.server.seen.length, 12);
    await under.server.stop();
    // One of two is crowded out twenty times, while the other's questions are answered.
    const shared = await endpoint([ANSWER]);
    const unlucky: ChatRequest = { ...REQUEST, seed: 99 };
    let refused = 0;
    under.server.behave = ({ body }) => (body.seed === 99 && ++refused <= 20 ? busy : ANSWER);
    const other = async () => {
      while (refused <= 20) await shared.ask(REQUEST, NEVER);
    };
    const [reply] = await Promise.all([shared.ask(unlucky, NEVER), other()]);
    assert.equal(reply.kind, 'answer');
  });

  it('ends where every request is rejected and none was ever answered: a model or a key that a proxy does not know', async () => {
    const model = await endpoint([
      sending(400, { error: { message: 'upstream', type: 'invalid_request_error' } }),
    ]);
    for (const _ of [1, 2]) assert.equal((await model.ask(REQUEST, NEVER)).kind, 'lost');
    const fault = await faultOf(model.ask(REQUEST, NEVER));
    assert.deepEqual([fault.code, /400.*3 requests/.test(fault.message)], ['GENERATE_DENIED', true]);
    const working = await endpoint([ANSWER, sending(400, { error: { message: 'upstream: too long' } })]);
    await working.ask(REQUEST, NEVER);
    for (const _ of [1, 2, 3, 4]) assert.equal((await working.ask(REQUEST, NEVER)).kind, 'lost');
  });

  it('loses a question that is too long for the model at once', async () => {
    const lost = { kind: 'lost', reason: 'rejected', usage: null };
    for (const error of [
      { message: 'upstream', type: 'BadRequestError', param: 'input_tokens', code: 400 },
      { message: 'upstream', type: 'BadRequestError', param: 'input_text', code: 400 },
      {
        message: 'upstream',
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    ]) {
      const model = await endpoint([sending(400, { error })]);
      assert.deepEqual(await model.ask(REQUEST, NEVER), lost);
      assert.equal(under.server.seen.length, 1);
      await under.server.stop();
    }
  });
});
