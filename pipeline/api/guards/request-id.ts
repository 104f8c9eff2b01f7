import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

const HEADER = 'X-Request-Id';

/** Names the request for the log and for the answer. Always ours: a name made by the client could forge log lines. */
export function requestId(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader(HEADER, `req_${randomBytes(12).toString('base64url')}`);
  next();
}

/** The name that `requestId` gave. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader(HEADER));
}
