import { runSchema } from '../../contracts/api/run.ts';
import { runEventSchema } from '../../contracts/api/run-event.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { RunEvent } from '../../contracts/events.ts';
import { type Connection, parseAnswer, problemFrom, request, requestJson } from './connection.ts';
import { EventStreamParser } from './event-stream.ts';
import { Absence } from './patience.ts';
import { RemoteProblem } from './remote-problem.ts';

export interface FollowOptions {
  /** Where the service is now; asked again after each loss, since another one may have taken over. */
  connect(): Promise<Connection>;
  readonly signal: AbortSignal;
  /** Told once for each loss of the connection. */
  onLost?(): void;
  /** Give up when nothing answered for so long, in milliseconds. */
  readonly patienceMs?: number;
  /** A stream that is silent for so long is broken: the service sends a comment every 15 s. */
  readonly silenceMs?: number;
}

/**
 * The events of a run from its beginning to its end, each once and in order, through losses of the connection and
 * restarts of the service. An event that says that the run ended is not the end: the run may have been resumed after
 * it. Errors: RemoteProblem when the service refuses, `CLI_SERVICE_LOST` when it stays away longer than `patienceMs`.
 */
export async function* followRun(runId: string, options: FollowOptions): AsyncGenerator<RunEvent> {
  const { signal, patienceMs = 120_000 } = options;
  const absence = new Absence({ ...options, patienceMs });
  let last = 0;
  while (!signal.aborted) {
    let url = '';
    try {
      const connection = await options.connect();
      url = connection.url;
      for await (const event of readOnce(connection, runId, last, options, () => absence.over())) {
        if (event.seq <= last) continue;
        last = event.seq;
        yield event;
      }
      // The stream ends with the run, but also when the service stops.
      if (await hasEnded(connection, runId, signal)) return;
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) throw error;
    }
    if (!(await absence.wait())) throw lost(url, runId, patienceMs);
  }
}

/** One connection's events after `last`; `onAlive` is called for everything that comes, comments too. */
async function* readOnce(
  connection: Connection,
  runId: string,
  last: number,
  { signal, silenceMs = 45_000 }: FollowOptions,
  onAlive: () => void,
): AsyncGenerator<RunEvent> {
  const response = await request(connection, `/v1/runs/${encodeURIComponent(runId)}/events`, {
    headers: { accept: 'text/event-stream', ...(last > 0 ? { 'last-event-id': String(last) } : {}) },
    signal,
    timeoutMs: null,
  });
  const watch = setTimeout(() => response.destroy(new Error('silence')), silenceMs);
  try {
    const parser = new EventStreamParser();
    const decoder = new TextDecoder();
    for await (const chunk of response) {
      watch.refresh();
      onAlive();
      for (const event of parser.feed(decoder.decode(chunk as Buffer, { stream: true }))) {
        if (event.event === 'problem') throw problemFrom(connection, 500, event.data);
        yield parseAnswer(connection, event.data, runEventSchema);
      }
    }
  } finally {
    clearTimeout(watch);
    response.destroy();
  }
}

async function hasEnded(connection: Connection, runId: string, signal: AbortSignal): Promise<boolean> {
  const run = await requestJson(connection, `/v1/runs/${encodeURIComponent(runId)}`, runSchema, { signal });
  return run.status !== 'queued' && run.status !== 'running';
}

/** Faults that trying again would meet again. */
function isFinal(error: unknown): boolean {
  if (error instanceof RemoteProblem) return error.problem.status < 500 && error.problem.status !== 429;
  return error instanceof TouchstoneError && error.code !== 'CLI_SERVICE_UNREACHABLE';
}

function lost(url: string, run: string, patienceMs: number): TouchstoneError {
  return new TouchstoneError('CLI_SERVICE_LOST', {
    params: { url, run, seconds: Math.round(patienceMs / 1000) },
  });
}
