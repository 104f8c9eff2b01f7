import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { contentDisposition } from './content-disposition.ts';
import { BINARY_MEDIA, pageMedia } from './media.ts';
import type { BytesReply, StreamReply } from './reply.ts';

/**
 * What a report page may do: show its own pictures and its own style sheet, and be left by a link or a download. No
 * script, no inline style, no form, no frame. `allow-same-origin` lets the sheet and the pictures pass the same-origin
 * rules; without `allow-scripts` there is nobody who could use it.
 */
const PAGE_POLICY =
  "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; sandbox allow-same-origin allow-downloads allow-popups";

/** Characters that are sent together. */
const PIECE = 64 * 1024;

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

/** Sends text as it is made, to be saved. A source that fails half-way cuts the connection, which the client sees. */
export async function sendStream(reply: StreamReply, request: Request, response: Response): Promise<void> {
  const source = request.method === 'HEAD' ? null : await reply.open();
  response.status(200);
  response.setHeader('Content-Type', reply.media);
  response.setHeader('Content-Disposition', contentDisposition('attachment', reply.filename));
  response.setHeader('Vary', 'Accept-Language');
  if (source === null) response.end();
  else await pipeline(Readable.from(inPieces(source)), response);
}

/** Lines gathered into pieces that are worth sending. */
async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting = '';
  for await (const line of lines) {
    waiting += line;
    if (waiting.length < PIECE) continue;
    yield Buffer.from(waiting);
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting);
}
