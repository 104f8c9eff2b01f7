import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Destination } from './addresses.ts';
import { checkedLookup, checkWrittenAddress } from './checked-lookup.ts';
import { NoReply } from './no-reply.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly inside: boolean;
  /** True: an address, or `localhost`, in the URL is dialled because the operator wrote it; false: only if inside. */
  readonly trustsWritten: boolean;
  /** False: each post dials, and so checks, anew. */
  readonly reusesConnections: boolean;
  readonly limitBytes: number;
  /** Certificates that the other side's is to be signed by, PEM; left out: those that Node trusts. */
  readonly ca?: string;
  readonly signal: AbortSignal;
  readonly timeoutSeconds: number;
}

/**
 * Posts a text and waits for the whole reply. The address is looked up, checked and dialled in one: what was checked is what
 * is spoken to. Follows no redirection, unpacks nothing, and takes `limitBytes` at most.
 * Errors: `NoReply`; the signal's reason.
 */
export function post(url: URL, text: string, options: PostOptions): Promise<Reply> {
  return exchange(url, text, options);
}

/** Asks for what lies at an address, in the same way. Errors: `NoReply`; the signal's reason. */
export function get(url: URL, options: PostOptions): Promise<Reply> {
  return exchange(url, null, options);
}

async function exchange(url: URL, text: string | null, options: PostOptions): Promise<Reply> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const destination: Destination = { host: options.trustsWritten ? host : '', inside: options.inside };
  checkWrittenAddress(host, destination);
  const deadline = AbortSignal.timeout(options.timeoutSeconds * 1000);
  const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
    method: text === null ? 'GET' : 'POST',
    ...(options.reusesConnections ? {} : { agent: false }),
    ...(options.ca !== undefined && { ca: options.ca }),
    lookup: checkedLookup(destination),
    signal: AbortSignal.any([options.signal, deadline]),
    headers: {
      ...options.headers,
      ...(text === null ? {} : { 'content-length': Buffer.byteLength(text) }),
      'accept-encoding': 'identity',
    },
  });
  try {
    return await replyTo(request, text, options.limitBytes);
  } catch (error) {
    options.signal.throwIfAborted();
    if (deadline.aborted) throw new NoReply('timeout', `no whole reply within ${options.timeoutSeconds} s`);
    throw NoReply.of(error);
  }
}

function replyTo(request: ClientRequest, text: string | null, limitBytes: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => readAll(response, limitBytes).then(resolve, reject));
    request.end(text ?? undefined);
  });
}

async function readAll(response: IncomingMessage, limitBytes: number): Promise<Reply> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > limitBytes) throw new NoReply('connection', `the reply is longer than ${limitBytes} bytes`);
      pieces.push(piece);
    }
  } finally {
    response.destroy();
  }
  if (!response.complete) throw new NoReply('connection', 'the reply was cut off');
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(pieces).toString('utf8'),
  };
}
