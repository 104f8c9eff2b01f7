import type { RequestHandler } from 'express';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/**
 * Refuses requests that a page of another origin makes, for every method. Programs send no Origin. Browsers send it
 * with every request that could change something, and send `null` for sandboxed pages and files, which is nobody's
 * origin. What they send without it (an image, a script tag) is recognised by Sec-Fetch-Site; only following a link is
 * left to them. Runs after the host guard, so that the Host header can be trusted to name this service.
 * Error: `ORIGIN_NOT_ALLOWED`.
 */
export function originGuard(allowedOrigins: readonly string[]): RequestHandler {
  const allowed = new Set(allowedOrigins.map((origin) => origin.toLowerCase()));
  return function checkOrigin(request, _response, next) {
    const origin = request.headers.origin?.toLowerCase();
    if (
      origin !== undefined &&
      origin !== `http://${request.headers.host?.toLowerCase()}` &&
      !allowed.has(origin)
    ) {
      throw new TouchstoneError('ORIGIN_NOT_ALLOWED', { params: { origin: origin.slice(0, 100) } });
    }
    if (
      origin === undefined &&
      request.headers['sec-fetch-site'] === 'cross-site' &&
      request.headers['sec-fetch-mode'] !== 'navigate'
    ) {
      throw new TouchstoneError('ORIGIN_NOT_ALLOWED', { params: { origin: 'cross-site' } });
    }
    next();
  };
}
