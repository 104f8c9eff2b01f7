import { explain } from '../answers/failure.ts';
import { type JsonReply, json, type Reply } from '../answers/reply.ts';
import { AlreadyAnswered, IdempotentRequest } from '../idempotency/claim.ts';
import { requireContentType } from '../input/content-type.ts';
import { readBytes, readJsonBody } from '../input/json-body.ts';
import { uploadOf } from '../upload/receive.ts';
import { type Admitted, contextOf, partsOf, type ServeOptions } from './context.ts';
import type { Route } from './route.ts';

/** Runs a route that changes something: once for each Idempotency-Key, and again only after it failed. */
export async function change(route: Route, admitted: Admitted, options: ServeOptions): Promise<Reply> {
  const { request, caller } = admitted;
  requireContentType(request, route.form ? 'multipart/form-data' : 'application/json');
  if (route.access === 'signed') return signed(route, admitted, options);
  const once = IdempotentRequest.of(request, caller, options.api.idempotency);
  try {
    const reply = await work(route, admitted, options, once);
    if (once && reply.kind === 'json') {
      if (reply.confidential) await report(once.release(), admitted, options);
      else await remember(reply, once, admitted, options);
    }
    return reply;
  } catch (thrown) {
    if (thrown instanceof AlreadyAnswered) {
      const { status, body } = thrown.answer;
      return { ...json(body, status), replayed: true };
    }
    await report(once?.release(), admitted, options);
    throw thrown;
  }
}

/** A request whose sender proves itself by its bytes; it carries no key of ours to be answered once for. */
async function signed(route: Route, admitted: Admitted, options: ServeOptions): Promise<Reply> {
  const { bodyMs, signedBodyBytes: bodyBytes } = options.limits;
  const bytes = await readBytes(admitted.request, { bodyMs, bodyBytes });
  return route.run(partsOf(admitted.request, {}), contextOf(admitted, options.service, undefined, bytes));
}

async function work(
  route: Route,
  admitted: Admitted,
  options: ServeOptions,
  once: IdempotentRequest | null,
): Promise<Reply> {
  const { request } = admitted;
  if (!route.form) {
    const body = await readJsonBody(request, options.limits);
    await once?.claim(body.digest);
    return route.run(partsOf(request, body.value), contextOf(admitted, options.service));
  }
  const { uploadStallBytes, uploadStallMs } = options.limits;
  const upload = uploadOf(request, {
    field: route.form.field,
    limitBytes: options.api.uploadLimitBytes,
    stall: { bytes: uploadStallBytes, ms: uploadStallMs },
    seal: once && ((content) => once.claim(content)),
  });
  return route.run(partsOf(request, {}), contextOf(admitted, options.service, upload));
}

function remember(
  reply: JsonReply,
  once: IdempotentRequest,
  admitted: Admitted,
  options: ServeOptions,
): Promise<void> {
  const { status, body } = reply;
  return report(once.settle({ status, body }), admitted, options);
}

/** The work is done or has failed by now; a store that cannot note it down is logged and changes nothing about that. */
async function report(
  noting: Promise<void> | undefined,
  { request, response }: Admitted,
  options: ServeOptions,
): Promise<void> {
  try {
    await noting;
  } catch (thrown) {
    explain(thrown, request, response, options.api.onError);
  }
}
