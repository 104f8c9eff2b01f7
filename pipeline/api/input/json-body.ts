import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** Far beyond any request that makes sense, far below what would hurt. */
const MAX_DEPTH = 20;
const MAX_VALUES = 10_000;

export interface JsonBody {
  readonly value: unknown;
  /** sha256 of the bytes. */
  readonly digest: string;
}

/**
 * Reads a JSON body; an empty one counts as `{}`. Errors: `REQUEST_TOO_LARGE`, `REQUEST_TIMEOUT`, `REQUEST_JSON`,
 * `REQUEST_TOO_COMPLEX`, `REQUEST_MALFORMED` when the connection ends early.
 */
export async function readJsonBody(
  request: IncomingMessage,
  limits: { readonly bodyBytes: number; readonly bodyMs: number },
): Promise<JsonBody> {
  const bytes = await readBytes(request, limits);
  const value: unknown = bytes.length === 0 ? {} : parse(bytes);
  checkComplexity(value);
  return { value, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** Leaves the request open when it refuses, so that the answer can still be sent. Errors: those of `readJsonBody` before it parses. */
export function readBytes(
  request: IncomingMessage,
  limits: { readonly bodyBytes: number; readonly bodyMs: number },
): Promise<Buffer> {
  const tooLarge = () => new TouchstoneError('REQUEST_TOO_LARGE', { params: { limit: limits.bodyBytes } });
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      request.pause();
      act();
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > limits.bodyBytes) settle(() => reject(tooLarge()));
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const onClose = (): void => settle(() => reject(new TouchstoneError('REQUEST_MALFORMED')));
    const timer = setTimeout(
      () => settle(() => reject(new TouchstoneError('REQUEST_TIMEOUT'))),
      limits.bodyMs,
    );
    request.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const detail = error instanceof SyntaxError ? error.message : 'not UTF-8';
    throw new TouchstoneError('REQUEST_JSON', { params: { detail: detail.slice(0, 200) } });
  }
}

/** JSON.parse itself does not recurse; whatever walks the value afterwards might. */
function checkComplexity(body: unknown): void {
  let values = 0;
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (depth > MAX_DEPTH || values > MAX_VALUES) {
      throw new TouchstoneError('REQUEST_TOO_COMPLEX', { params: { depth: MAX_DEPTH, values: MAX_VALUES } });
    }
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
}
