import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import {
  answering,
  type Behaviour,
  cutting,
  cuttingChunks,
  sending,
  silent,
} from '../../../fixtures/faulty-chat-server.ts';
import { ANSWER, endpointsUnderTest, KEY, NEVER, REQUEST, USAGE } from './endpoint-under-test.ts';

describe('a chat endpoint', () => {
  const under = endpointsUnderTest();
  const { endpoint, faultOf, waits } = under;

  it('asks for JSON by schema, with key, model, seed and limits', async () => {
    const model = await endpoint([ANSWER]);
    assert.deepEqual(await model.ask(REQUEST, NEVER), { kind: 'answer', text: '{"a":1}', usage: USAGE });
    const { path, authorization, body } = under.server.seen[0]!;
    assert.equal(path, '/v1/chat/completions');
    assert.equal(authorization, `Bearer ${KEY}`);
    assert.deepEqual(body, {
      model: 'm',
      messages: REQUEST.messages,
      temperature: 0.5,
      max_tokens: 64,
      seed: 7,
      stream: false,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'answer', strict: true, schema: { type: 'object' } },
      },
    });
  });

  it('adds what the settings say to every request, and nothing in the place of its own', async () => {
    const extra = { reasoning_effort: 'none', seed: 1 };
    const model = await endpoint([sending(400, ''), ANSWER], { extra });
    await model.ask(REQUEST, NEVER);
    const told = under.server.seen.map(({ body }) => body as unknown as Record<string, unknown>);
    assert.deepEqual(
      told.map((body) => [body.reasoning_effort, body.seed]),
      [
        ['none', 7],
        ['none', 7],
      ],
    );
  });

  it('takes any text for an answer where there is no schema, asks once, and learns nothing from it of asking for JSON', async () => {
    const model = await endpoint([answering('隨便'), sending(400, ''), answering('{"a":1}')]);
    const free = { ...REQUEST, schema: null };
    assert.deepEqual(await model.ask(free, NEVER), { kind: 'answer', text: '隨便', usage: USAGE });
    assert.equal(under.server.seen[0]!.body.response_format, undefined);
    assert.equal((await model.ask(free, NEVER)).kind, 'lost');
    assert.equal(under.server.seen.length, 2, 'a rejected request is not sent again in the same way');
    await model.ask(REQUEST, NEVER);
    assert.equal(under.server.seen[2]!.body.response_format!.type, 'json_schema');
  });

  const passing: Readonly<Record<string, Behaviour>> = {
    'a cut answer': cutting,
    'a cut answer of unknown length': cuttingChunks,
    'an answer that does not come': silent,
    'no JSON': sending(200, 'upstream gateway page'),
    'another shape': sending(200, { choices: [] }),
    'an error in a reply of status 200': sending(200, { error: { message: 'upstream', code: 502 } }),
    'an error as text in a reply of status 200': sending(200, { error: 'upstream' }),
    'a blank answer': answering('  '),
    'no content': sending(200, { choices: [{ message: { content: null } }] }),
  };
  for (const [name, behaviour] of Object.entries(passing)) {
    it(`asks again after ${name}`, async () => {
      const model = await endpoint([behaviour, ANSWER]);
      const reply = await model.ask(REQUEST, NEVER);
      assert.equal(reply.kind, 'answer');
      assert.equal(under.server.seen.length, 2);
      assert.equal(waits.length, 1);
    });
  }

  it('counts the tokens of blank answers too', async () => {
    const model = await endpoint([answering(' '), ANSWER]);
    assert.deepEqual((await model.ask(REQUEST, NEVER)).usage, { input: 20, output: 10 });
    const blank = await endpoint([answering('')]);
    assert.deepEqual(await blank.ask(REQUEST, NEVER), {
      kind: 'lost',
      reason: 'blank',
      usage: { input: 30, output: 15 },
    });
  });

  it('gives an answer up that was refused, cut off at the limit, or stays no answer', async () => {
    const refused = await endpoint([answering('', { finish: 'content_filter' })]);
    assert.deepEqual(await refused.ask(REQUEST, NEVER), { kind: 'lost', reason: 'refused', usage: USAGE });
    await under.server.stop();
    const cut = await endpoint([answering('{"a":', { finish: 'length' })]);
    assert.deepEqual(await cut.ask(REQUEST, NEVER), { kind: 'lost', reason: 'cut_off', usage: USAGE });
    await under.server.stop();
    const broken = await endpoint([sending(200, '<html>')]);
    assert.deepEqual(await broken.ask(REQUEST, NEVER), { kind: 'lost', reason: 'malformed', usage: null });
    assert.equal(under.server.seen.length, 3);
  });

  it('asks for JSON in a way that the engine knows, and remembers which', async () => {
    const model = await endpoint([ANSWER]);
    under.server.behave = (request) =>
      request.body.response_format?.type === 'json_schema'
        ? sending(422, { detail: 'upstream: response_format' })
        : ANSWER;
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.deepEqual(
      under.server.seen.map(({ body }) => body.response_format?.type),
      ['json_schema', 'json_object', 'json_object'],
    );
  });

  it('does without the fields that a model rejects by name, and keeps asking by schema', async () => {
    const model = await endpoint([ANSWER]);
    const unsupported = (param: string, code: string) =>
      sending(400, { error: { message: 'upstream', type: 'invalid_request_error', param, code } });
    // As OpenAI's reasoning models answer.
    under.server.behave = ({ body }) => {
      const asked = body as unknown as Record<string, unknown>;
      if ('max_tokens' in asked) return unsupported('max_tokens', 'unsupported_parameter');
      if ('temperature' in asked) return unsupported('temperature', 'unsupported_value');
      return ANSWER;
    };
    for (let n = 0; n < 2; n++) assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.equal(under.server.seen.length, 4);
    const last = under.server.seen.at(-1)!.body as unknown as Record<string, unknown>;
    assert.equal(last.max_completion_tokens, 64);
    assert.equal(last.seed, 7);
    assert.equal(under.server.seen.at(-1)?.body.response_format?.type, 'json_schema');
  });

  it('does not ask for ever where a field is named again', async () => {
    const error = { message: 'upstream', param: 'seed', code: 'unsupported_parameter' };
    const model = await endpoint([sending(400, { error })]);
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'lost');
    assert.equal(under.server.seen.length, 4);
  });

  it('takes a 500 for not knowing the way of asking where another way is answered, twice', async () => {
    const model = await endpoint([ANSWER]);
    under.server.behave = (request) =>
      request.body.response_format?.type === 'json_schema'
        ? sending(500, { error: { message: 'upstream' } })
        : ANSWER;
    for (let asked = 0; asked < 3; asked++) assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.deepEqual(
      under.server.seen.map(({ body }) => body.response_format?.type),
      ['json_schema', 'json_object', 'json_schema', 'json_object', 'json_object'],
    );
    assert.deepEqual(waits, []);
  });

  it('keeps asking by schema after a 500 that was a passing fault', async () => {
    const model = await endpoint([sending(500, 'upstream'), ANSWER]);
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    await model.ask(REQUEST, NEVER);
    assert.equal(under.server.seen.at(-1)?.body.response_format?.type, 'json_schema');
  });

  it('loses a request that is rejected in every way, and keeps asking by schema', async () => {
    const model = await endpoint([sending(400, { error: { message: 'upstream: too long' } })]);
    const lost = { kind: 'lost', reason: 'rejected', usage: null };
    assert.deepEqual(await model.ask(REQUEST, NEVER), lost);
    under.server.behave = () => ANSWER;
    await model.ask(REQUEST, NEVER);
    assert.equal(under.server.seen.at(-1)?.body.response_format?.type, 'json_schema');
  });

  it('ends at once where no request will ever be answered', async () => {
    for (const behaviour of [
      sending(401, { error: { message: `upstream: bad key ${KEY}` } }),
      sending(403, 'upstream'),
      sending(404, { error: { message: 'upstream', code: 'model_not_found' } }),
      sending(429, { error: { message: 'upstream', code: 'insufficient_quota' } }),
      sending(400, { error: { message: 'upstream', type: 'no_db_connection', param: null, code: '400' } }),
      sending(302, '', { location: 'http://127.0.0.1:1/elsewhere' }),
    ]) {
      const model = await endpoint([behaviour]);
      const fault = await faultOf(model.ask(REQUEST, NEVER));
      assert.equal(fault.code, 'GENERATE_DENIED');
      assert.equal(under.server.seen.length, 1);
      await under.server.stop();
    }
  });

  it('gives up for now on an endpoint that stays out of order, or wants to be left alone for long', async () => {
    const down = await endpoint([sending(503, 'upstream')]);
    assert.equal((await faultOf(down.ask(REQUEST, NEVER))).code, 'GENERATE_UNREACHABLE');
    assert.equal(under.server.seen.length, 6);
    await under.server.stop();
    const closed = await endpoint([sending(429, '', { 'retry-after': '86400' })]);
    assert.equal((await faultOf(closed.ask(REQUEST, NEVER))).code, 'GENERATE_UNREACHABLE');
    await under.server.stop();
    const gone = await faultOf(closed.ask(REQUEST, NEVER));
    assert.match(gone.message, /ECONNREFUSED/);
    assert.equal(gone.entry.retry, 'wait');
  });

  it('asks no more at a time than it may', async () => {
    const model = await endpoint([ANSWER]);
    const held: (() => void)[] = [];
    under.server.behave = () => (response, request) => held.push(() => ANSWER(response, request));
    const asked = Array.from({ length: 5 }, () => model.ask(REQUEST, NEVER));
    for (let answered = 0; answered < 5; ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.ok(held.length <= 2);
      answered += held.length;
      for (const answer of held.splice(0)) answer();
    }
    assert.equal((await Promise.all(asked)).length, 5);
  });

  it('stops when the stage is stopped', async () => {
    const model = await endpoint([silent], { timeoutSeconds: 60 });
    const stop = new AbortController();
    const asked = model.ask(REQUEST, stop.signal);
    setTimeout(() => stop.abort(new TouchstoneError('RUN_CANCELLED')), 50);
    assert.equal((await faultOf(asked)).code, 'RUN_CANCELLED');
  });
});
