import type { Request, Response } from 'express';
import type { Caller } from '../../contracts/api/access.ts';
import type { Service } from '../../contracts/service.ts';
import { pathParameters, queryFields } from '../input/address.ts';
import { languageOf } from '../input/language.ts';
import type { Lifecycle } from '../lifecycle.ts';
import type { ApiLimits, ApiOptions } from '../options.ts';
import type { Upload } from '../upload/receive.ts';
import type { CallContext, RawParts } from './route.ts';

/** What every route is served with. */
export interface ServeOptions {
  readonly service: Service;
  readonly api: ApiOptions;
  readonly limits: ApiLimits;
  readonly lifecycle: Lifecycle;
}

/** One request that was let in, with its end. */
export interface Admitted {
  readonly request: Request;
  readonly response: Response;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

const noUpload: Upload = () => Promise.reject(new TypeError('This route takes no upload.'));

/** No body of its own: of a route that is not signed, it is parsed. */
const NO_BODY = Buffer.alloc(0);

export function contextOf(
  admitted: Admitted,
  service: Service,
  upload: Upload = noUpload,
  rawBody: Buffer = NO_BODY,
): CallContext {
  const { request, caller, signal } = admitted;
  return {
    service,
    caller,
    language: languageOf(request),
    headers: request.headers,
    signal,
    rawBody,
    upload,
  };
}

/** Errors: `REQUEST_PATH`, `REQUEST_INVALID`. */
export function partsOf(request: Request, body: unknown): RawParts {
  return { params: pathParameters(request), query: queryFields(request), body };
}

/** A signal for the end of a call: the client left, the service stops, or `over` says that all is sent. */
export function endOf(response: Response, stopping: AbortSignal): { signal: AbortSignal; over: () => void } {
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
    response.off('close', end);
    stopping.removeEventListener('abort', end);
  };
  response.on('close', end);
  stopping.addEventListener('abort', end);
  if (stopping.aborted) end();
  return { signal: ended.signal, over: end };
}
