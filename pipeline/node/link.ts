import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import {
  bodyOf,
  type Connection,
  headersOf,
  parseAnswer,
  request,
  requestJson,
  successful,
} from '../cli/http/connection.ts';
import { RemoteProblem } from '../cli/http/remote-problem.ts';
import { send } from '../cli/http/send.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';

/** Answers after which it is of no use to ask again. */
const FINAL = new Set([
  'LEASE_LOST',
  'LEASE_SCOPE',
  'NODE_REPLACED',
  'NODE_TOKEN',
  'NODE_PROTOCOL',
  'NODE_NAME_DIFFERS',
]);
/** Between two tries, doubling up to this. */
const LONGEST_PAUSE_MS = 5000;

/** What an agent asks of its service with one credential. A service that is away is waited for, for as long as it takes. */
export class Link {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The same service with another credential. */
  with(credential: string): Link {
    return new Link({ ...this.#connection, apiKey: credential });
  }

  /** One question, answered or not. Errors: RemoteProblem, `CLI_SERVICE_UNREACHABLE`, `CLI_ANSWER_UNEXPECTED`. */
  ask<T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    signal: AbortSignal,
    timeoutMs = 30_000,
  ): Promise<T> {
    return requestJson(this.#connection, path, schema, { method: 'POST', body, signal, timeoutMs });
  }

  /** A question that may be asked again, until it is answered. Errors: those that are final; the signal's reason. */
  insist<T>(path: string, body: unknown, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    return untilAnswered(() => this.ask(path, body, schema, signal), signal);
  }

  /** The bytes at a path. Errors: as `ask`. */
  open(path: string, signal: AbortSignal): Promise<IncomingMessage> {
    return request(this.#connection, path, { headers: { accept: '*/*' }, signal, timeoutMs: null });
  }

  /** Sends bytes as a form with one file, until they are taken. */
  putBytes<T>(path: string, bytes: Buffer, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    return untilAnswered(() => this.#putOnce(path, bytes, schema, signal), signal);
  }

  async #putOnce<T>(path: string, bytes: Buffer, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const connection = this.#connection;
    const boundary = `touchstone-${randomBytes(16).toString('hex')}`;
    const body = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="piece"\r\n` +
          'Content-Type: application/octet-stream\r\n\r\n',
      ),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const headers = {
      ...headersOf(connection),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': body.length,
    };
    const answer = await send(new URL(`${connection.url}${path}`), {
      ...{ method: 'POST', headers, body, signal },
      timeoutMs: 600_000,
    });
    return parseAnswer(connection, await bodyOf(connection, await successful(connection, answer)), schema);
  }
}

/** Whether a fault is one that asking again cannot mend. */
export function isFinal(error: unknown): boolean {
  if (error instanceof RemoteProblem) {
    const { code, status } = error.problem;
    // A request that the service does not understand stays what it is.
    return (
      FINAL.has(code) ||
      (status >= 400 && status < 500 && status !== 408 && status !== 429 && code !== 'NODE_UPLOAD')
    );
  }
  return error instanceof TouchstoneError && error.code === 'CLI_ANSWER_UNEXPECTED';
}

/** The code of a fault, wherever it came from. */
export function codeOf(error: unknown): string {
  if (error instanceof RemoteProblem) return error.problem.code;
  return error instanceof TouchstoneError ? error.code : '';
}

async function untilAnswered<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let pause = 250; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (isFinal(error)) throw error;
      await wait(pause, undefined, { signal });
    }
  }
}
