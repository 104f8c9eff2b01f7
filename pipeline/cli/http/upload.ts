import { randomBytes } from 'node:crypto';
import { constants, createReadStream, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { bodyOf, type Connection, headersOf, parseAnswer, successful, unreachable } from './connection.ts';
import { send } from './send.ts';

/** A file on its way: bytes sent so far, and in all. */
export type UploadProgress = (sent: number, total: number) => void;

/**
 * Sends a file from disk as the multipart field `file`, without holding it in memory, and gives the checked answer. The
 * length goes ahead, so that the service can refuse a file that is too large at once. Errors: `CLI_FILE_UNREADABLE`,
 * RemoteProblem, `CLI_SERVICE_UNREACHABLE`, `CLI_ANSWER_UNEXPECTED`.
 */
export async function uploadFile<T>(
  connection: Connection,
  path: string,
  file: string,
  schema: z.ZodType<T>,
  options: { signal: AbortSignal; onProgress?: UploadProgress },
): Promise<T> {
  const { size } = await readableFile(file);
  const boundary = `touchstone-${randomBytes(16).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(basename(file))}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const headers = {
    ...headersOf(connection),
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': head.length + size + tail.length,
  };
  const body = Readable.from(parts(head, file, size, tail, options.onProgress));
  const outgoing = { method: 'POST', headers, body, signal: options.signal, timeoutMs: null } as const;
  const answer = await send(new URL(`${connection.url}${path}`), outgoing).catch((error) => {
    options.signal.throwIfAborted();
    throw error instanceof TouchstoneError ? error : unreachable(connection, error);
  });
  const created = await successful(connection, answer);
  return parseAnswer(connection, await bodyOf(connection, created), schema);
}

/** The body, piece by piece. A file that shrinks meanwhile would leave the service waiting, so that is an error. */
async function* parts(head: Buffer, file: string, size: number, tail: Buffer, onProgress?: UploadProgress) {
  yield head;
  let sent = 0;
  // `end` keeps a growing file within the length that was announced.
  if (size > 0) {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024, end: size - 1 })) {
      sent += (chunk as Buffer).length;
      yield chunk as Buffer;
      onProgress?.(sent, size);
    }
  }
  if (sent !== size) throw unreadable(file, `${sent} of ${size} bytes`);
  yield tail;
}

/** The file's facts, before anything is sent. Errors: `CLI_FILE_MISSING`, `CLI_NOT_A_FILE`, `CLI_FILE_UNREADABLE`. */
export async function readableFile(file: string): Promise<Stats> {
  await access(file, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error.code ?? error.message);
  });
  const found = await stat(file);
  if (!found.isFile()) throw new TouchstoneError('CLI_NOT_A_FILE', { params: { file }, place: { file } });
  return found;
}

/** `detail`: what the system says, such as EACCES. */
export function unreadable(file: string, detail: string): TouchstoneError {
  if (detail === 'ENOENT' || detail === 'ENOTDIR') {
    return new TouchstoneError('CLI_FILE_MISSING', { params: { file }, place: { file } });
  }
  return new TouchstoneError('CLI_FILE_UNREADABLE', { params: { file, detail }, place: { file } });
}

/** A file name inside a quoted parameter, as the URL and HTML standards write it. */
function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
