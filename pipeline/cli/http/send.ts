import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer | Readable;
  /** Ends the exchange, also while the answer is being read. */
  readonly signal?: AbortSignal | undefined;
  /** For the exchange up to the answer's last byte, in milliseconds; null: no limit, for streams. */
  readonly timeoutMs: number | null;
}

/**
 * Sends one request and gives the answer as soon as its head is there. Redirects are not followed. Rejects with what the
 * system, the body or the signal says. (Not `fetch`: in Node 20 a request whose parts were collected as garbage can no
 * longer be stopped, and following a run takes long enough for that.)
 */
export function send(
  url: URL,
  { method, headers, body, signal, timeoutMs }: Outgoing,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = start(url, { method, headers });
    const stop = () => outgoing.destroy(signal?.reason as Error);
    const timer = timeoutMs === null ? undefined : setTimeout(() => outgoing.destroy(timedOut()), timeoutMs);
    signal?.addEventListener('abort', stop);
    outgoing.once('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    });
    outgoing.once('response', resolve);
    // Errors after the answer's head are the answer's; here they must only not go unheard.
    outgoing.on('error', reject);
    if (signal?.aborted) stop();
    else if (body instanceof Readable) {
      // The service may answer, and hang up, before it has everything: then the answer counts, not the broken sending.
      pipeline(body, outgoing).catch(reject);
    } else outgoing.end(body);
  });
}

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
}
