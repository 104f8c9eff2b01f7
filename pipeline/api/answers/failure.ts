import type { ErrorRequestHandler, Request, Response } from 'express';
import { problemOf, TouchstoneError } from '../../contracts/errors/error.ts';
import { requestIdOf } from '../guards/request-id.ts';
import { languageOf } from '../input/language.ts';
import type { ApiFault } from '../options.ts';

const RETRY_AFTER_SECONDS = 5;

/** Answers every error as problem+json (RFC 9457) in the reader's language. */
export function failureHandler(onError: (fault: ApiFault) => void): ErrorRequestHandler {
  return function answerFailure(thrown: unknown, request, response, _next) {
    const error = explain(thrown, request, response, onError);
    if (response.headersSent) {
      // Half an answer must not look whole.
      response.destroy();
      return;
    }
    sendProblem(error, request, response);
  };
}

/**
 * Anything thrown, as an error fit for the client. What is our own fault is logged under the request's id, and the
 * client is told that id in place of a message that may quote anything.
 */
export function explain(
  thrown: unknown,
  request: Request,
  response: Response,
  onError: (fault: ApiFault) => void,
): TouchstoneError {
  // What Express throws for a path that is not valid percent-encoding.
  if (thrown instanceof URIError) return new TouchstoneError('REQUEST_PATH');
  const error = TouchstoneError.from(thrown);
  if (error.entry.http < 500) return error;
  const requestId = requestIdOf(response);
  const route: unknown = request.route?.path;
  onError({
    requestId,
    method: request.method,
    route: typeof route === 'string' ? route : null,
    status: error.entry.http,
    code: error.code,
    error: thrown,
  });
  return error.code === 'INTERNAL'
    ? new TouchstoneError('INTERNAL', { params: { detail: requestId } })
    : error;
}

function sendProblem(error: TouchstoneError, request: Request, response: Response): void {
  const language = languageOf(request);
  const problem = problemOf(error, language);
  const body = JSON.stringify({ ...problem, instance: `urn:touchstone:request:${requestIdOf(response)}` });
  response.status(problem.status);
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.setHeader('Content-Language', language);
  response.setHeader('Vary', 'Accept-Language');
  response.setHeader('Content-Length', Buffer.byteLength(body));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (error.code === 'METHOD_NOT_ALLOWED') response.setHeader('Allow', String(error.params.allowed));
  if (problem.retryable) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
  response.end(request.method === 'HEAD' ? undefined : body);
}
