import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { Caller } from './caller.ts';
import { refused, shownUrl, unanswered } from './faults.ts';
import { pathOf } from './path-of.ts';
import { openRequest, type Seen } from './transport.ts';

/** A file that a build archived. */
export interface ArchivedFile {
  /** The job's full name. */
  readonly name: string;
  readonly number: number;
  readonly path: string;
}

/** Opens an archived file as it comes: it may be too large to be held, as the npm client would. */
export async function openArtifact(
  caller: Caller,
  file: ArchivedFile,
  signal: AbortSignal,
): Promise<Readable> {
  const { settings } = caller;
  const { name, number, path } = file;
  const words = path.split('/').map(encodeURIComponent).join('/');
  const from = new URL(`${shownUrl(settings)}${pathOf(name)}/${number}/artifact/${words}`);
  let seen: Seen = { status: 0, headers: {} };
  try {
    const response = await open(caller, from, signal, (one) => {
      seen = one;
    });
    if (seen.status === 200) return response;
    response.destroy();
  } catch (error) {
    signal.throwIfAborted();
    throw unanswered(error, settings);
  }
  throw refused(seen, `file ${path} of build ${number}`, settings);
}

function open(
  { settings, authorization }: Caller,
  from: URL,
  signal: AbortSignal,
  onAnswer: (seen: Seen) => void,
): Promise<IncomingMessage> {
  const { ca, timeoutSeconds } = settings;
  const { hostname, port, pathname, protocol } = from;
  const options = { hostname, path: pathname, headers: { authorization }, ...(port === '' ? {} : { port }) };
  return new Promise((resolve, reject) => {
    const request = openRequest(options, {
      ...{ secure: protocol === 'https:', ca, idleSeconds: timeoutSeconds, signal, onAnswer },
    });
    request.on('error', reject).on('response', resolve);
    request.on('timeout', () => request.destroy(Object.assign(new Error('silence'), { isTimeout: true })));
    request.end();
  });
}
