import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { contentDisposition } from './content-disposition.ts';
import { BINARY_MEDIA, pageMedia } from './media.ts';
import type { BytesReply } from './reply.ts';

/**
 * What a report page may do: show its own pictures and its own style sheet, and be left by a link or a download. No
 * script, no inline style, no form, no frame. `allow-same-origin` lets the sheet and the pictures pass the same-origin
 * rules; without `allow-scripts` there is nobody who could use it.
 */
const PAGE_POLICY =
  "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; sandbox allow-same-origin allow-downloads allow-popups";

/** Streams a file out of the store. A store that fails half-way cuts the connection: the length tells the client. */
export async function sendBytes(reply: BytesReply, request: Request, response: Response): Promise<void> {
  const media = reply.shown === 'page' ? pageMedia(reply.filename) : null;
  const stream = request.method === 'HEAD' ? null : await reply.open();
  response.status(200);
  response.setHeader('Content-Type', media ?? BINARY_MEDIA);
  response.setHeader('Content-Length', reply.bytes);
  response.setHeader(
    'Content-Disposition',
    contentDisposition(media === null ? 'attachment' : 'inline', reply.filename),
  );
  if (media !== null) response.setHeader('Content-Security-Policy', PAGE_POLICY);
  if (stream === null) response.end();
  else await pipeline(stream, response);
}
