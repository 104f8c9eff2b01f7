import type { Request, Response } from 'express';
import type { JsonReply, RedirectReply, TextReply } from './reply.ts';

export function sendJson(reply: JsonReply, response: Response): void {
  if (reply.location !== null) response.setHeader('Location', reply.location);
  if (reply.replayed) response.setHeader('Idempotency-Replayed', 'true');
  response.status(reply.status).json(reply.body);
}

export function sendText(reply: TextReply, request: Request, response: Response): void {
  response.status(200);
  response.setHeader('Content-Type', reply.media);
  response.setHeader('Content-Length', Buffer.byteLength(reply.text));
  response.end(request.method === 'HEAD' ? undefined : reply.text);
}

/** The target depends on the reader's language. */
export function sendRedirect(reply: RedirectReply, response: Response): void {
  response.setHeader('Vary', 'Accept-Language');
  response.setHeader('Location', reply.location);
  response.status(302).end();
}
