import assert from 'node:assert/strict';
import type { GenerationSettings } from '../../../../pipeline/config/generation-settings.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { ChatRequest } from '../../../../pipeline/contracts/generation.ts';
import { ChatEndpoint } from '../../../../pipeline/generation/endpoint.ts';
import { answering, type Behaviour, FaultyChatServer } from '../../../fixtures/faulty-chat-server.ts';

export const KEY = 'sk-canary-0123456789abcdef';
export const REQUEST: ChatRequest = {
  model: 'm',
  messages: [{ role: 'user', content: 'hello' }],
  schema: { name: 'answer', schema: { type: 'object' } },
  temperature: 0.5,
  maxTokens: 64,
  seed: 7,
};
export const ANSWER = answering('{"a":1}');
export const USAGE = { input: 10, output: 5 };
export const NEVER = new AbortController().signal;

/** Endpoints over faulty stand-ins, with a clock that waits nowhere; all are stopped after each test. Call it in a `describe`. */
export function endpointsUnderTest() {
  const started: FaultyChatServer[] = [];
  const waits: number[] = [];

  afterEach(async () => {
    for (const one of started.splice(0)) await one.stop();
    waits.length = 0;
  });

  return {
    /** Seconds that were waited, in order. */
    waits,
    /** The stand-in that was started last. */
    get server(): FaultyChatServer {
      return started.at(-1)!;
    },
    endpoint: async (behaviours: readonly Behaviour[], settings: Partial<GenerationSettings> = {}) => {
      const server = FaultyChatServer.inTurn(...behaviours);
      started.push(server);
      const url = new URL(await server.start());
      let now = 1_700_000_000_000;
      const limits = { concurrency: 2, timeoutSeconds: 1, price: null, extra: {} };
      return new ChatEndpoint(
        { model: 'm', inside: true, key: KEY, url, ...limits, ...settings },
        {
          now: () => now,
          random: () => 0.5,
          sleep: async (seconds) => {
            waits.push(seconds);
            now += seconds * 1000;
          },
        },
      );
    },
    /** The fault of a question; it repeats neither the key nor what the endpoint said. */
    faultOf: async (work: Promise<unknown>): Promise<TouchstoneError> => {
      const thrown = await work.then(() => null).catch((error: unknown) => error);
      assert.ok(thrown instanceof TouchstoneError, String(thrown));
      assert.ok(!JSON.stringify([thrown.toJSON(), thrown.message]).includes(KEY));
      assert.ok(!thrown.message.includes('upstream'), thrown.message);
      return thrown;
    },
  };
}
