import type { IncomingMessage } from 'node:http';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/**
 * Requires the body's type; a request without a body needs to name none. State changes take JSON or the upload form and
 * nothing else, so that the forms which any page can send across sites fail here too, were they ever to pass the origin
 * guard. Compressed bodies are refused: they could unpack to anything.
 * Errors: `REQUEST_CONTENT_TYPE`, `REQUEST_CONTENT_ENCODING`.
 */
export function requireContentType(
  request: IncomingMessage,
  needed: 'application/json' | 'multipart/form-data',
): void {
  const header = request.headers['content-type'] ?? '';
  if (header === '' && !hasBody(request)) return;
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const readable = needed !== 'application/json' || !charset || /^charset="?utf-?8"?$/.test(charset);
  if (type !== needed || !readable) {
    throw new TouchstoneError('REQUEST_CONTENT_TYPE', { params: { type: header.slice(0, 100), needed } });
  }
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding !== 'identity') {
    throw new TouchstoneError('REQUEST_CONTENT_ENCODING', { params: { encoding: encoding.slice(0, 40) } });
  }
}

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'] ?? '0';
  return request.headers['transfer-encoding'] !== undefined || length !== '0';
}
