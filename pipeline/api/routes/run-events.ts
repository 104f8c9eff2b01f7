import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { runIdSchema } from '../../contracts/api/fields.ts';
import { runEventSchema } from '../../contracts/api/run-event.ts';
import type { RunEvent } from '../../contracts/events.ts';
import type { RunStatus } from '../../contracts/names.ts';
import { parsePart } from '../input/faults.ts';
import { defineRoute, type Route } from './route.ts';

const seq = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const headerSchema = z.object({ 'Last-Event-ID': seq });

const ENDED: ReadonlySet<RunStatus> = new Set(['succeeded', 'failed', 'cancelled']);

export const runEventRoutes: readonly Route[] = [
  defineRoute({
    name: 'followRun',
    summary: 'Follow a run as server-sent events; Last-Event-ID goes on after a lost connection',
    method: 'get',
    path: '/v1/runs/:id/events',
    access: 'reader',
    params: z.strictObject({ id: runIdSchema }),
    query: z.strictObject({
      after: seq
        .exactOptional()
        .describe('Number of the last event seen; the header Last-Event-ID comes first'),
    }),
    answers: [
      {
        status: 200,
        description: 'Events until the run ends; the schema is that of one event',
        media: 'text/event-stream',
        schema: runEventSchema,
      },
      { status: 204, description: 'The run has ended and its last event was seen: no need to ask again' },
    ],
    handle: async ({ service, params, query, headers, language, signal }) => {
      const after = lastEventId(headers) ?? query.after ?? 0;
      const run = await service.runs.show(params.id, language);
      const events = service.runs.events(run.id, after, signal, language);
      if (!ENDED.has(run.status)) return { kind: 'events', events: events };
      // The events of an ended run are all there, so looking at the first does not wait.
      const iterator = events[Symbol.asyncIterator]();
      const first = await iterator.next();
      if (first.done) return { kind: 'nothing' };
      return { kind: 'events', events: startingWith(first.value, iterator) };
    },
  }),
];

/** Error: `REQUEST_INVALID`. */
function lastEventId(headers: IncomingHttpHeaders): number | undefined {
  const value = headers['last-event-id'];
  if (value === undefined) return undefined;
  return parsePart(headerSchema, { 'Last-Event-ID': value }, 'header')['Last-Event-ID'];
}

async function* startingWith(first: RunEvent, rest: AsyncIterator<RunEvent>): AsyncGenerator<RunEvent> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}
