import { once } from 'node:events';
import type { Response } from 'express';
import { problemOf, type TouchstoneError } from '../../contracts/errors/error.ts';
import type { RunEvent } from '../../contracts/events.ts';
import type { Language } from '../../contracts/names.ts';

export interface FollowOptions {
  readonly language: Language;
  readonly heartbeatMs: number;
  /** A client that takes nothing for this long is dropped. */
  readonly stallMs: number;
  /** Aborted when the client leaves or the service stops. */
  readonly signal: AbortSignal;
  /** Logs what went wrong and gives it back in a form fit for the client. */
  readonly explain: (thrown: unknown) => TouchstoneError;
}

/**
 * Sends a run's events as they come (server-sent events, WHATWG HTML 9.2): `id` is the event's number, so that a
 * client which reconnects with Last-Event-ID goes on where it was. The next event is taken only when the client has
 * room for it, so a slow client costs no memory.
 *
 * The stream ends when `events` does and not at the first event that says the run ended: a run that failed and was
 * resumed has such an event in the middle.
 */
export async function sendEvents(
  events: AsyncIterable<RunEvent>,
  response: Response,
  options: FollowOptions,
): Promise<void> {
  response.status(200);
  response.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(': still here\n\n');
  }, options.heartbeatMs);
  try {
    response.write('retry: 2000\n\n');
    for await (const event of events) {
      if (options.signal.aborted) break;
      await write(
        response,
        `id: ${event.seq}\nevent: ${event.body.type}\ndata: ${JSON.stringify(event)}\n\n`,
        options,
      );
    }
  } catch (thrown) {
    if (!options.signal.aborted && !response.destroyed) {
      const problem = problemOf(options.explain(thrown), options.language);
      response.write(`event: problem\ndata: ${JSON.stringify(problem)}\n\n`);
    }
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

/** Writes, and waits while the client's buffers are full. */
async function write(response: Response, text: string, options: FollowOptions): Promise<void> {
  if (response.write(text)) return;
  const stalled = setTimeout(() => response.destroy(), options.stallMs);
  try {
    await once(response, 'drain', { signal: options.signal });
  } finally {
    clearTimeout(stalled);
  }
}
