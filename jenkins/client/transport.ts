import {
  type ClientRequest,
  type IncomingMessage,
  request as overHttp,
  type RequestOptions,
} from 'node:http';
import { request as overHttps } from 'node:https';
import { rootCertificates } from 'node:tls';
import { checkedLookup, checkWrittenAddress } from '../../pipeline/egress/checked-lookup.ts';

/** Far more than the JSON of a job with all its builds, and a log's piece of ten thousand lines. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

/** What was seen of the answer to one request. */
export interface Seen {
  status: number;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Line {
  readonly secure: boolean;
  readonly ca: string | null;
  /** A connection over which nothing goes for so long is given up, however long the whole takes. */
  readonly idleSeconds: number;
  readonly signal: AbortSignal;
  /** Told of each answer's head. */
  onAnswer(seen: Seen): void;
}

/** An answer that broke off, or was too long. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

/**
 * Opens a request: certificates are always checked, each request has a connection of its own (one that a restart of
 * Jenkins closed is never used again), nothing is unpacked, and no redirection followed.
 */
export function openRequest(options: RequestOptions, line: Line): ClientRequest {
  // An address of IPv6 stands in brackets in a URL, and nowhere else.
  const host = (options.hostname ?? '').replace(/^\[|\]$/g, '');
  // Whoever set the address may well have it within the organisation's network.
  const destination = { host, inside: true };
  checkWrittenAddress(host, destination);
  const request = (line.secure ? overHttps : overHttp)({
    ...options,
    hostname: host,
    lookup: checkedLookup(destination),
    agent: false,
    signal: line.signal,
    headers: { ...options.headers, 'accept-encoding': 'identity' },
    ...(line.ca === null ? {} : { ca: [...rootCertificates, line.ca] }),
  });
  request.setTimeout(line.idleSeconds * 1000);
  request.prependListener('response', (response: IncomingMessage) => {
    line.onAnswer({ status: response.statusCode ?? 0, headers: response.headers });
  });
  return request;
}

/**
 * The same for papi, which waits for the end of an answer: it hears of one that broke off, and of one without end.
 */
export function transportFor(line: Line): { request(options: RequestOptions): ClientRequest } {
  return {
    request: (options) => {
      const request = openRequest(options, line);
      const fail = (why: string): void => {
        request.emit('error', new Broken(why));
        request.destroy();
      };
      request.prependListener('response', (response: IncomingMessage) => {
        let bytes = 0;
        response.on('aborted', () => fail('the answer was cut off'));
        response.on('error', () => undefined);
        response.on('data', (piece: Buffer) => {
          bytes += piece.length;
          if (bytes > LONGEST_ANSWER) fail(`the answer is longer than ${LONGEST_ANSWER} bytes`);
        });
      });
      return request;
    },
  };
}
