import assert from 'node:assert/strict';
import type { GenerationSettings } from '../../../../pipeline/config/generation-settings.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { ChatRequest } from '../../../../pipeline/contracts/generation.ts';
import { ChatEndpoint } from '../../../../pipeline/generation/endpoint.ts';
import {
  answering,
  type Behaviour,
  cutting,
  cuttingChunks,
  FaultyChatServer,
  sending,
  silent,
} from '../../../fixtures/faulty-chat-server.ts';

const KEY = 'sk-canary-0123456789abcdef';
const REQUEST: ChatRequest = {
  model: 'm',
  messages: [{ role: 'user', content: 'hello' }],
  schema: { name: 'answer', schema: { type: 'object' } },
  temperature: 0.5,
  maxTokens: 64,
  seed: 7,
};
const ANSWER = answering('{"a":1}');
const USAGE = { input: 10, output: 5 };
const NEVER = new AbortController().signal;

describe('a chat endpoint', () => {
  /** The one that was started last. */
  let server: FaultyChatServer | null = null;
  const started: FaultyChatServer[] = [];
  const waits: number[] = [];

  afterEach(async () => {
    for (const one of started.splice(0)) await one.stop();
    server = null;
    waits.length = 0;
  });

  async function endpoint(behaviours: readonly Behaviour[], settings: Partial<GenerationSettings> = {}) {
    server = FaultyChatServer.inTurn(...behaviours);
    started.push(server);
    const url = new URL(await server.start());
    let now = 1_700_000_000_000;
    const defaults = {
      model: 'm',
      inside: true,
      concurrency: 2,
      timeoutSeconds: 1,
      price: null,
      key: KEY,
      url,
    };
    return new ChatEndpoint(
      { ...defaults, ...settings },
      {
        now: () => now,
        random: () => 0.5,
        sleep: async (seconds) => {
          waits.push(seconds);
          now += seconds * 1000;
        },
      },
    );
  }

  async function faultOf(work: Promise<unknown>): Promise<TouchstoneError> {
    const thrown = await work.then(() => null).catch((error: unknown) => error);
    assert.ok(thrown instanceof TouchstoneError, String(thrown));
    assert.ok(!JSON.stringify([thrown.toJSON(), thrown.message]).includes(KEY));
    assert.ok(!thrown.message.includes('upstream'), thrown.message);
    return thrown;
  }

  it('asks for JSON by schema, with key, model, seed and limits', async () => {
    const model = await endpoint([ANSWER]);
    assert.deepEqual(await model.ask(REQUEST, NEVER), { kind: 'answer', text: '{"a":1}', usage: USAGE });
    const { path, authorization, body } = server!.seen[0]!;
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
    assert.ok(server!.seen.every(({ body }) => body.response_format?.type === 'json_schema'));
    assert.deepEqual(waits, [0.5, 1, 2]);
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
      assert.equal(server!.seen.length, 2);
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
    await server!.stop();
    const cut = await endpoint([answering('{"a":', { finish: 'length' })]);
    assert.deepEqual(await cut.ask(REQUEST, NEVER), { kind: 'lost', reason: 'cut_off', usage: USAGE });
    await server!.stop();
    const broken = await endpoint([sending(200, '<html>')]);
    assert.deepEqual(await broken.ask(REQUEST, NEVER), { kind: 'lost', reason: 'malformed', usage: null });
    assert.equal(server!.seen.length, 3);
  });

  it('asks for JSON in a way that the engine knows, and remembers which', async () => {
    const model = await endpoint([ANSWER]);
    server!.behave = (request) =>
      request.body.response_format?.type === 'json_schema'
        ? sending(422, { detail: 'upstream: response_format' })
        : ANSWER;
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.deepEqual(
      server!.seen.map(({ body }) => body.response_format?.type),
      ['json_schema', 'json_object', 'json_object'],
    );
  });

  it('takes a 500 for not knowing the way of asking where another way is answered, twice', async () => {
    const model = await endpoint([ANSWER]);
    server!.behave = (request) =>
      request.body.response_format?.type === 'json_schema'
        ? sending(500, { error: { message: 'upstream' } })
        : ANSWER;
    for (let asked = 0; asked < 3; asked++) assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    assert.deepEqual(
      server!.seen.map(({ body }) => body.response_format?.type),
      ['json_schema', 'json_object', 'json_schema', 'json_object', 'json_object'],
    );
    assert.deepEqual(waits, []);
  });

  it('keeps asking by schema after a 500 that was a passing fault', async () => {
    const model = await endpoint([sending(500, 'upstream'), ANSWER]);
    assert.equal((await model.ask(REQUEST, NEVER)).kind, 'answer');
    await model.ask(REQUEST, NEVER);
    assert.equal(server!.seen.at(-1)?.body.response_format?.type, 'json_schema');
  });

  it('loses a request that is rejected in every way, and keeps asking by schema', async () => {
    const model = await endpoint([sending(400, { error: { message: 'upstream: too long' } })]);
    const lost = { kind: 'lost', reason: 'rejected', usage: null };
    assert.deepEqual(await model.ask(REQUEST, NEVER), lost);
    server!.behave = () => ANSWER;
    await model.ask(REQUEST, NEVER);
    assert.equal(server!.seen.at(-1)?.body.response_format?.type, 'json_schema');
  });

  it('loses a question that is too long for the model at once', async () => {
    const lost = { kind: 'lost', reason: 'rejected', usage: null };
    for (const error of [
      { message: 'upstream', type: 'BadRequestError', param: 'input_tokens', code: 400 },
      {
        message: 'upstream',
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    ]) {
      const model = await endpoint([sending(400, { error })]);
      assert.deepEqual(await model.ask(REQUEST, NEVER), lost);
      assert.equal(server!.seen.length, 1);
      await server!.stop();
    }
  });

  it('ends at once where no request will ever be answered', async () => {
    for (const behaviour of [
      sending(401, { error: { message: `upstream: bad key ${KEY}` } }),
      sending(403, 'upstream'),
      sending(404, { error: { message: 'upstream', code: 'model_not_found' } }),
      sending(429, { error: { message: 'upstream', code: 'insufficient_quota' } }),
      sending(302, '', { location: 'http://127.0.0.1:1/elsewhere' }),
    ]) {
      const model = await endpoint([behaviour]);
      const fault = await faultOf(model.ask(REQUEST, NEVER));
      assert.equal(fault.code, 'GENERATE_DENIED');
      assert.equal(server!.seen.length, 1);
      await server!.stop();
    }
  });

  it('gives up for now on an endpoint that stays out of order, or wants to be left alone for long', async () => {
    const down = await endpoint([sending(503, 'upstream')]);
    assert.equal((await faultOf(down.ask(REQUEST, NEVER))).code, 'GENERATE_UNREACHABLE');
    assert.equal(server!.seen.length, 6);
    await server!.stop();
    const closed = await endpoint([sending(429, '', { 'retry-after': '86400' })]);
    assert.equal((await faultOf(closed.ask(REQUEST, NEVER))).code, 'GENERATE_UNREACHABLE');
    await server!.stop();
    const gone = await faultOf(closed.ask(REQUEST, NEVER));
    assert.match(gone.message, /ECONNREFUSED/);
    assert.equal(gone.entry.retry, 'wait');
  });

  it('asks no more at a time than it may', async () => {
    const model = await endpoint([ANSWER]);
    const held: (() => void)[] = [];
    server!.behave = () => (response, request) => held.push(() => ANSWER(response, request));
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
