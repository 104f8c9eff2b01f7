import type { RequestHandler } from 'express';

/**
 * After an answer that came before the whole request had arrived, Node reads the rest and throws it away. That lets
 * the client see the answer (closing at once would reset the connection under it), but must not go on for the length
 * of a huge upload: after `lingerMs` the connection is cut.
 */
export function linger(lingerMs: number): RequestHandler {
  return function lingerAfter(request, response, next) {
    response.once('finish', () => {
      if (request.complete) return;
      const timer = setTimeout(() => request.socket.destroy(), lingerMs);
      request.once('close', () => clearTimeout(timer));
    });
    next();
  };
}
