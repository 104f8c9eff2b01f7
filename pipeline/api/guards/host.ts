import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { isLoopbackAddress } from '../access/loopback.ts';

const HOST = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::\d{1,5})?$/;

/**
 * Refuses requests that were sent to a name which is not ours. A page of an attacker can point its own host name at
 * 127.0.0.1 (DNS rebinding); the browser then counts it as the same origin, and only the Host header tells.
 * Errors: `HOST_NOT_ALLOWED`, `REQUEST_PATH` for a target that is not a plain path (it could name another host),
 * `REQUEST_MALFORMED` for several Host headers.
 */
export function hostGuard(allowedHosts: readonly string[]): RequestHandler {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return function checkHost(request, _response, next) {
    if (!request.url.startsWith('/')) throw new TouchstoneError('REQUEST_PATH');
    if (countHosts(request) > 1) throw new TouchstoneError('REQUEST_MALFORMED');
    const host = (request.headers.host ?? '').toLowerCase();
    const name = HOST.exec(host)?.[1];
    if (name === undefined || !(isLoopbackAddress(name) || allowed.has(name) || allowed.has(host))) {
      throw new TouchstoneError('HOST_NOT_ALLOWED', { params: { host: host.slice(0, 100) } });
    }
    next();
  };
}

/** Node keeps the first Host header and hides the others. */
function countHosts(request: IncomingMessage): number {
  return request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host').length;
}
