import type { IncomingMessage, ServerResponse } from 'node:http';

/** What JSON and pages tell of the controller; files, logs and answers without a body tell nothing. */
export const VERSION = '2.528.3';

/** Sends a text, with the type that is given. */
export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers = {},
): void {
  const tells = /json|text\/html;/.test(type) && status !== 401;
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(tells ? { 'x-jenkins': VERSION, 'x-hudson': '1.395' } : {}),
    ...headers,
  });
  response.end(body);
}

export function sendJson(response: ServerResponse, value: unknown): void {
  send(response, 200, 'application/json;charset=utf-8', JSON.stringify(value));
}

/** A page for a person, which clients get as well. */
export function sendPage(response: ServerResponse, status: number, title: string, headers = {}): void {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  send(response, status, 'text/html;charset=utf-8', body, headers);
}

/** `Failure`: an error page whose sentence stands in X-Error, where a header's alphabet makes `?` of what it has not. */
export function sendFailure(response: ServerResponse, message: string): void {
  sendPage(response, 400, 'Error', { 'x-error': message.replaceAll(/[^\x20-\x7e]/g, '?') });
}

export function sendEmpty(response: ServerResponse, status: number, headers = {}): void {
  response.writeHead(status, { 'content-length': 0, ...headers });
  response.end();
}

/** Bodies are kept whole in memory: the stand-in is sent what tests send. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Fields and files of a form, in either encoding. */
export async function formOf(
  request: IncomingMessage,
): Promise<{ fields: Map<string, string>; files: Map<string, Buffer> }> {
  const body = await bodyOf(request);
  const fields = new Map<string, string>();
  const files = new Map<string, Buffer>();
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) {
      if (typeof value === 'string') fields.set(name, value);
      else files.set(name, Buffer.from(await value.arrayBuffer()));
    }
  } else if (type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of new URLSearchParams(body.toString('utf8'))) fields.set(name, value);
  }
  return { fields, files };
}
