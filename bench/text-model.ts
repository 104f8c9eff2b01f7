/**
 * What a real engine makes of our requests: each way of asking for JSON, the limits, the faults, and what the client makes of each
 * reply. The endpoint is that of the service's settings, so that any engine can be tried before a run depends on it:
 *
 *   TOUCHSTONE_GENERATE_URL=http://127.0.0.1:8000/v1 TOUCHSTONE_GENERATE_MODEL=name npx tsx bench/text-model.ts
 */
import { z } from 'zod';
import { jsonSchemaOf, parseAnswer } from '../datasets/generation/json-answer.ts';
import { EnvironmentReader } from '../pipeline/config/environment-reader.ts';
import { type GenerationSettings, readGenerationSettings } from '../pipeline/config/generation-settings.ts';
import type { ChatRequest } from '../pipeline/contracts/generation.ts';
import type { Reply } from '../pipeline/egress/post.ts';
import { ChatEndpoint } from '../pipeline/generation/endpoint.ts';
import { outcomeOf } from '../pipeline/generation/outcome.ts';
import { postJson } from '../pipeline/generation/post-json.ts';
import { JSON_MODES, type JsonMode, requestBody } from '../pipeline/generation/request-body.ts';

const LABELS = ['card_arrival', 'exchange_rate', 'lost_card'];
const SHAPE = z.strictObject({ label: z.enum(LABELS), sure: z.boolean() });
const NEVER = new AbortController().signal;
const AT_ONCE = 32;

const found = readGenerationSettings(new EnvironmentReader(process.env));
if (found === null)
  throw new Error('TOUCHSTONE_GENERATE_URL and TOUCHSTONE_GENERATE_MODEL name the endpoint');
const settings: GenerationSettings = found;

function request(content: string, changes: Partial<ChatRequest> = {}): ChatRequest {
  return {
    model: settings.model,
    messages: [
      { role: 'system', content: 'Answer with one JSON object and nothing else.' },
      { role: 'user', content },
    ],
    schema: { name: 'answer', schema: jsonSchemaOf(SHAPE) },
    temperature: 0,
    maxTokens: 100,
    seed: 7,
    ...changes,
  };
}

const QUESTION = `Text: "When will my new card arrive?"\nCategories: ${JSON.stringify(LABELS)}\nAnswer as {"label": "…", "sure": true or false}.`;

async function post(asked: ChatRequest, mode: JsonMode, key = settings.key): Promise<Reply> {
  const url = new URL(`${settings.url.href.replace(/\/+$/, '')}/chat/completions`);
  const { inside, timeoutSeconds } = settings;
  return postJson(url, requestBody(asked, mode, settings.extra), {
    key,
    inside,
    timeoutSeconds,
    signal: NEVER,
  });
}

/** One line: the status, what we take it for, and what the engine told beside it. */
function line(title: string, reply: Reply): void {
  const outcome = outcomeOf(reply, Date.now());
  const body = jsonOf(reply.body);
  const choice = body?.choices?.[0];
  const fits = outcome.kind === 'reply' && outcome.reply.kind === 'answer' ? fitOf(outcome.reply.text) : '';
  const error = body?.error === undefined ? '' : JSON.stringify({ ...body.error, message: undefined });
  const usage = body?.usage ? `${body.usage.prompt_tokens}+${body.usage.completion_tokens}` : 'none';
  const retry = reply.headers['retry-after'] ?? reply.headers['retry-after-ms'];
  const told = [
    `taken for ${outcome.kind === 'reply' ? describe(outcome.reply) : outcome.kind}`,
    fits,
    choice ? `finish ${choice.finish_reason}` : '',
    choice ? `usage ${usage}` : '',
    error,
    retry === undefined ? '' : `retry-after ${retry}`,
  ];
  print(`${title.padEnd(26)} ${reply.status}  ${told.filter((part) => part !== '').join('; ')}`);
}

function describe(reply: { kind: 'answer' } | { kind: 'lost'; reason: string }): string {
  return reply.kind === 'answer' ? 'an answer' : `lost: ${reply.reason}`;
}

function fitOf(text: string): string {
  const parsed = parseAnswer(text, SHAPE);
  if (parsed.kind === 'wrong') return `not of the schema (${parsed.faults[0]})`;
  return parsed.taken ? 'of the schema, between other words' : 'of the schema';
}

interface Told {
  readonly choices?: readonly { readonly finish_reason?: string }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number };
  readonly error?: object;
}

function jsonOf(text: string): Told | null {
  try {
    return JSON.parse(text) as Told;
  } catch {
    // Shown by its status alone.
    return null;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

let best: JsonMode | null = null;
for (const mode of JSON_MODES) {
  const reply = await post(request(QUESTION), mode);
  if (reply.status === 200) best ??= mode;
  line(`JSON by ${mode}`, reply);
}
/** The strictest way that it knows: the one that our client ends up with. */
const way = best ?? JSON_MODES[0];
line('max_tokens 4', await post(request(QUESTION, { maxTokens: 4 }), way));
line('a question too long', await post(request('lamp '.repeat(60_000)), way));
line('an unknown model', await post(request(QUESTION, { model: 'no-such-model' }), way));
line('a wrong key', await post(request(QUESTION), way, 'sk-wrong-key-0000000000000000'));

const warm = request('Write {"label": "lost_card", "sure": true} or another object of that kind.', {
  temperature: 1,
});
const twice = [await post(warm, way), await post(warm, way)].map(({ body }) =>
  JSON.stringify(jsonOf(body)?.choices?.[0], (name, value: unknown) => (name === 'id' ? undefined : value)),
);
print(`the same seed twice         ${twice[0] === twice[1] ? 'the same answer' : 'another answer'}`);

const burst = await Promise.all(
  Array.from({ length: AT_ONCE }, (_, at) => post(request(QUESTION, { seed: at }), way)),
);
const statuses = new Map<number, number>();
for (const { status } of burst) statuses.set(status, (statuses.get(status) ?? 0) + 1);
print(
  `${AT_ONCE} at once                  ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}`,
);
const busy = burst.find(({ status }) => status === 429);
if (busy !== undefined) line('  one of those refused', busy);

const client = new ChatEndpoint(settings);
const started = performance.now();
const replies = await Promise.all(
  Array.from({ length: AT_ONCE }, (_, at) => client.ask(request(QUESTION, { seed: 100 + at }), NEVER)),
);
const fitting = replies.filter(
  (reply) => reply.kind === 'answer' && parseAnswer(reply.text, SHAPE).kind === 'right',
);
print(
  `by our client              ${fitting.length} of ${AT_ONCE} of the schema, ${replies.filter(({ usage }) => usage !== null).length} with usage, ${((performance.now() - started) / 1000).toFixed(1)} s`,
);
