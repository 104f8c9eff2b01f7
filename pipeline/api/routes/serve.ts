import type { Request, RequestHandler } from 'express';
import type { Caller } from '../../contracts/api/access.ts';
import { admit } from '../access/admit.ts';
import { admitNode } from '../access/admit-node.ts';
import { explain } from '../answers/failure.ts';
import type { EventsReply, Reply } from '../answers/reply.ts';
import { sendJson, sendRedirect, sendText } from '../answers/send.ts';
import { sendBytes, sendStream } from '../answers/send-bytes.ts';
import { sendEvents } from '../answers/send-events.ts';
import { languageOf } from '../input/language.ts';
import { change } from './change.ts';
import { type Admitted, contextOf, endOf, partsOf, type ServeOptions } from './context.ts';
import type { Route } from './route.ts';

/**
 * The handler of a route: let the caller in, read and parse the request, do the work, send the reply. Nothing of a
 * request's body is read before its sender has been let in.
 */
export function serve(route: Route, options: ServeOptions): RequestHandler {
  return async (request, response) => {
    const caller = await callerOf(route, request, options);
    const { signal, over } = endOf(response, options.lifecycle.stopping);
    const admitted = { request, response, caller, signal };
    try {
      const reply =
        route.method === 'get'
          ? await route.run(partsOf(request, {}), contextOf(admitted, options.service))
          : await change(route, admitted, options);
      await send(reply, admitted, options);
    } finally {
      over();
    }
  };
}

async function callerOf(route: Route, request: Request, options: ServeOptions): Promise<Caller> {
  const { access, loopbackOnly } = route;
  if (access === 'node' || access === 'lease') return admitNode(request, access, options.service);
  return admit(request, { access, loopbackOnly }, options.api);
}

async function send(reply: Reply, admitted: Admitted, options: ServeOptions): Promise<void> {
  const { request, response } = admitted;
  switch (reply.kind) {
    case 'json':
      return sendJson(reply, response);
    case 'text':
      return sendText(reply, request, response);
    case 'redirect':
      return sendRedirect(reply, response);
    case 'bytes':
      return sendBytes(reply, request, response);
    case 'stream':
      return sendStream(reply, request, response);
    case 'events':
      return follow(reply, admitted, options);
    case 'nothing':
      response.status(204).end();
  }
}

async function follow(reply: EventsReply, admitted: Admitted, options: ServeOptions): Promise<void> {
  const { request, response, signal } = admitted;
  const leave = options.lifecycle.follow();
  try {
    await sendEvents(reply.events, response, {
      language: languageOf(request),
      heartbeatMs: options.limits.heartbeatMs,
      stallMs: options.limits.followerStallMs,
      signal,
      explain: (thrown) => explain(thrown, request, response, options.api.onError),
    });
  } finally {
    leave();
  }
}
