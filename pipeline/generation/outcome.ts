import { z } from 'zod';
import type { ChatReply, TokenUsage } from '../contracts/generation.ts';
import type { Reply } from '../egress/post.ts';
import { retryAfter } from '../egress/retry-after.ts';
import { DISPENSABLE, type Dispensable } from './request-body.ts';

/**
 * What follows from one reply. `again`: time may help (`waitSeconds`: as the endpoint asked; `crowded`: everybody should
 * wait). `reword`: the request as it stands was rejected; without a field that was named, or in another way of asking for JSON, it may be understood. `denied`: no request will
 * ever be answered. Details are words of ours and numbers, never text that the endpoint sent.
 */
export type Outcome =
  | { readonly kind: 'reply'; readonly reply: ChatReply }
  | {
      readonly kind: 'again';
      readonly detail: string;
      readonly waitSeconds: number | null;
      readonly crowded: boolean;
      /** What it comes to when it stays so: an endpoint out of order, or an answer lost. */
      readonly finally: 'unreachable' | 'blank' | 'malformed';
      readonly usage: TokenUsage | null;
      /** Status 500: what an engine may also say to a way of asking for JSON that it does not know. */
      readonly doubtful: boolean;
    }
  | {
      readonly kind: 'reword';
      /** The field that was rejected by name; null where the endpoint names none of ours. */
      readonly rejected: Dispensable | null;
    }
  | { readonly kind: 'denied'; readonly detail: string };

const count = z.number().int().min(0).max(1e9);
const completion = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.looseObject({ prompt_tokens: count, completion_tokens: count }).nullish().catch(null),
});
const failure = z.looseObject({
  error: z.union([
    z.string(),
    z.looseObject({
      code: z.union([z.string(), z.number()]).nullish(),
      type: z.string().nullish(),
      param: z.string().nullish().catch(null),
      status: z.number().nullish(),
    }),
  ]),
});

const BUSY = new Set([408, 409, 425, 429]);
/** Codes of money and permission, which come with the same status as those of haste. */
const HOPELESS = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'invalid_api_key',
  // LiteLLM without a database, to a key that is not its own.
  'no_db_connection',
  'model_not_found',
]);

/** What OpenAI and vLLM say of a question that is longer than the model's context: no other way of asking helps. */
const TOO_LONG = new Set(['context_length_exceeded', 'input_tokens', 'input_text']);

/** Reads a reply to `/chat/completions`. */
export function outcomeOf(reply: Reply, now: number): Outcome {
  const body = jsonIn(reply.body);
  const fault = failure.safeParse(body);
  if (reply.status === 200 && !fault.success) return answerIn(body);
  const codes = fault.success ? codesOf(fault.data.error) : [];
  // An error in a reply of status 200 carries its own status, or none.
  const inside = codes.map(Number).find((code) => code >= 400 && code < 600);
  return failed(reply.status === 200 ? (inside ?? 500) : reply.status, codes, reply, now);
}

function failed(status: number, codes: readonly string[], reply: Reply, now: number): Outcome {
  const detail = reply.status === 200 ? `an error in a reply of status 200 (${status})` : `status ${status}`;
  const hopeless = codes.find((code) => HOPELESS.has(code));
  if (hopeless !== undefined) return { kind: 'denied', detail: `${detail}, ${hopeless}` };
  if (BUSY.has(status) || status >= 500) {
    const waitSeconds = retryAfter(reply.headers, now);
    const crowded = status === 429 || waitSeconds !== null;
    const doubtful = reply.status === 500;
    return { kind: 'again', detail, waitSeconds, crowded, finally: 'unreachable', usage: null, doubtful };
  }
  if (status === 413 || codes.some((code) => TOO_LONG.has(code))) return lost('rejected', null);
  if (status === 400 || status === 422) {
    const isUnknown = codes.includes('unsupported_parameter') || codes.includes('unsupported_value');
    const rejected = isUnknown ? (DISPENSABLE.find((field) => codes.includes(field)) ?? null) : null;
    return { kind: 'reword', rejected };
  }
  // Redirections are never followed: the key would go where nobody checked.
  return { kind: 'denied', detail };
}

function answerIn(body: unknown): Outcome {
  const parsed = completion.safeParse(body);
  if (!parsed.success) {
    const rest = {
      waitSeconds: null,
      crowded: false,
      finally: 'malformed',
      usage: null,
      doubtful: false,
    } as const;
    return { kind: 'again', detail: 'a reply that is no chat completion', ...rest };
  }
  const { usage: told, choices } = parsed.data;
  const usage = told ? { input: told.prompt_tokens, output: told.completion_tokens } : null;
  const { finish_reason: finish, message } = choices[0]!;
  if (message.refusal || finish === 'content_filter') return lost('refused', usage);
  const text = message.content ?? '';
  if (finish === 'length') return lost('cut_off', usage);
  if (text.trim() === '') {
    const rest = { waitSeconds: null, crowded: false, finally: 'blank', usage, doubtful: false } as const;
    return { kind: 'again', detail: 'a blank answer', ...rest };
  }
  return { kind: 'reply', reply: { kind: 'answer', text, usage } };
}

function lost(reason: 'refused' | 'cut_off' | 'rejected', usage: TokenUsage | null): Outcome {
  return { kind: 'reply', reply: { kind: 'lost', reason, usage } };
}

function codesOf(error: z.infer<typeof failure>['error']): string[] {
  if (typeof error === 'string') return [];
  return [error.code, error.type, error.param, error.status].flatMap((one) =>
    one === null || one === undefined ? [] : [String(one)],
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: neither an answer nor an error that can be read.
    return null;
  }
}
