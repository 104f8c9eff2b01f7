import { lookup } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { mayDial } from './addresses.ts';

/** Far more than an answer of the most tokens that a spec allows. */
const LIMIT_BYTES = 4 * 1024 * 1024;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Why there is no reply, in words of ours: nothing that the other side sent. */
export class NoReply extends Error {
  override readonly name = 'NoReply';
}

export interface PostOptions {
  /** An endpoint's key; null: none is sent. */
  readonly key: string | null;
  readonly inside: boolean;
  readonly signal: AbortSignal;
  readonly timeoutSeconds: number;
  /** Headers beside ours. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Sends JSON and waits for the whole reply. The address is looked up, checked and dialled in one: what was checked is what
 * is spoken to. Follows no redirection, unpacks nothing, and takes 4 MiB at most.
 * Errors: `NoReply`; the signal's reason.
 */
export async function postJson(url: URL, body: unknown, options: PostOptions): Promise<Reply> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const endpoint = { host, inside: options.inside };
  // A host written as an address is never looked up, so it is checked here.
  if (isIP(host) !== 0 && !mayDial(host, endpoint))
    throw new NoReply('its address is one that is never dialled');
  const text = JSON.stringify(body);
  const deadline = AbortSignal.timeout(options.timeoutSeconds * 1000);
  const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
    method: 'POST',
    lookup: checkedLookup(endpoint),
    signal: AbortSignal.any([options.signal, deadline]),
    headers: {
      ...options.headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...(options.key === null ? {} : { authorization: `Bearer ${options.key}` }),
    },
  });
  try {
    return await replyTo(request, text);
  } catch (error) {
    options.signal.throwIfAborted();
    if (deadline.aborted) throw new NoReply(`no whole reply within ${options.timeoutSeconds} s`);
    if (error instanceof NoReply) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new NoReply(
      typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'the connection broke',
    );
  }
}

function replyTo(request: ClientRequest, text: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => readAll(response).then(resolve, reject));
    request.end(text);
  });
}

async function readAll(response: IncomingMessage): Promise<Reply> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > LIMIT_BYTES) throw new NoReply(`the reply is longer than ${LIMIT_BYTES} bytes`);
      pieces.push(piece);
    }
  } finally {
    response.destroy();
  }
  if (!response.complete) throw new NoReply('the reply was cut off');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(pieces).toString('utf8'),
  };
}

function checkedLookup(endpoint: { readonly host: string; readonly inside: boolean }): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = found.filter(({ address }) => mayDial(address, endpoint));
      const first = allowed[0];
      if (first === undefined) {
        return callback(new NoReply('its name leads to an address that is not dialled'), '', 0);
      }
      if (options.all === true) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}
