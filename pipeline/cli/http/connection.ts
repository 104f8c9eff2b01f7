import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Language } from '../../contracts/names.ts';
import type { Problem } from '../../contracts/problem.ts';
import { RemoteProblem } from './remote-problem.ts';
import { type Outgoing, send } from './send.ts';

/** Where a service is and how to speak to it. */
export interface Connection {
  /** Origin of the service, without a slash at the end. */
  readonly url: string;
  /** Bearer token; null on loopback, where none is needed. */
  readonly apiKey: string | null;
  /** Language of the problems in its answers. */
  readonly language: Language;
}

interface RequestOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  /** Makes a POST safe to repeat: the service answers a repetition with the first answer. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses besides 2xx whose answers are wanted. */
  readonly accept?: readonly number[];
  readonly signal?: AbortSignal;
  /** null: no limit, for streams; else 30 s. */
  readonly timeoutMs?: number | null;
}

/**
 * The body of an answer that is an error. Looser than the service's own schema, so that an older client understands a
 * newer service: an unknown code stays a text.
 */
const problemSchema = z.object({
  type: z.string().default('about:blank'),
  title: z.string(),
  status: z.number(),
  detail: z.string().default(''),
  code: z.string(),
  retryable: z.boolean().default(false),
  advice: z.string().default(''),
  errors: z
    .array(
      z.object({
        code: z.string(),
        file: z.string().exactOptional(),
        line: z.number().exactOptional(),
        field: z.string().exactOptional(),
        message: z.string(),
        expected: z.string().exactOptional(),
        found: z.string().exactOptional(),
        advice: z.string().default(''),
      }),
    )
    .default([]),
});

/** Attempts at a request that is safe to repeat, when no answer came at all; waits double from 200 ms. */
const ATTEMPTS = 3;

/** The headers that every request carries. */
export function headersOf(connection: Connection): Record<string, string> {
  return {
    accept: 'application/json, application/problem+json',
    'accept-language': connection.language,
    ...(connection.apiKey === null ? {} : { authorization: `Bearer ${connection.apiKey}` }),
  };
}

/** Sends a request and gives the answer's JSON, checked. Errors: RemoteProblem, `CLI_SERVICE_UNREACHABLE`, `CLI_ANSWER_UNEXPECTED`. */
export async function requestJson<T>(
  connection: Connection,
  path: string,
  schema: z.ZodType<T>,
  options: RequestOptions = {},
): Promise<T> {
  const answer = await request(connection, path, options);
  return parseAnswer(connection, await bodyOf(connection, answer), schema);
}

/** The whole of an answer's body as text. Error: `CLI_SERVICE_UNREACHABLE` when it breaks off. */
export async function bodyOf(connection: Connection, answer: IncomingMessage): Promise<string> {
  try {
    return await text(answer);
  } catch (error) {
    throw unreachable(connection, error);
  }
}

/** Checks the JSON of an answer. Error: `CLI_ANSWER_UNEXPECTED`. */
export function parseAnswer<T>(connection: Connection, text: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(jsonOrUndefined(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unexpected(connection, issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`);
}

/** Sends a request; an answer that is an error is thrown as a RemoteProblem, a redirect as `CLI_ANSWER_UNEXPECTED`. */
export async function request(
  connection: Connection,
  path: string,
  options: RequestOptions = {},
): Promise<IncomingMessage> {
  const repeatable = (options.method ?? 'GET') === 'GET' || options.idempotencyKey !== undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send(new URL(`${connection.url}${path}`), outgoingOf(connection, options));
      return await successful(connection, answer, options.accept);
    } catch (error) {
      if (error instanceof RemoteProblem || error instanceof TouchstoneError) throw error;
      options.signal?.throwIfAborted();
      if (!repeatable || attempt >= ATTEMPTS) throw unreachable(connection, error);
      await sleep(100 * 2 ** attempt, undefined, options.signal ? { signal: options.signal } : {});
    }
  }
}

/** The answer itself if it is one of success, or of a status that is `accept`ed; else it is thrown. */
export async function successful(
  connection: Connection,
  answer: IncomingMessage,
  accept: readonly number[] = [],
): Promise<IncomingMessage> {
  const status = answer.statusCode ?? 0;
  if ((status >= 200 && status < 300) || accept.includes(status)) return answer;
  throw problemFrom(connection, status, await bodyOf(connection, answer));
}

/** A failed answer as an error. */
export function problemFrom(connection: Connection, status: number, body: string): Error {
  const parsed = problemSchema.safeParse(jsonOrUndefined(body));
  // The codes of a newer service are not ours; whoever looks one up checks that it is there.
  return parsed.success
    ? new RemoteProblem(parsed.data as Problem)
    : unexpected(connection, `HTTP ${status}`);
}

/** No answer came: the error that says so, with what the system said. */
export function unreachable(connection: Connection, error: unknown): TouchstoneError {
  const detail =
    error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error);
  return new TouchstoneError('CLI_SERVICE_UNREACHABLE', {
    params: { url: connection.url, detail },
    cause: error,
  });
}

function outgoingOf(connection: Connection, options: RequestOptions): Outgoing {
  const { method = 'GET', idempotencyKey, headers, signal, timeoutMs = 30_000 } = options;
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  return {
    method,
    headers: {
      ...headersOf(connection),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    signal,
    timeoutMs,
  };
}

function unexpected(connection: Connection, detail: string): TouchstoneError {
  return new TouchstoneError('CLI_ANSWER_UNEXPECTED', { params: { url: connection.url, detail } });
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
