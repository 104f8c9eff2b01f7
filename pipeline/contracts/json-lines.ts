import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The values of a stream of JSON lines, one after the other. */
export async function* jsonLines(stream: Readable): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') yield JSON.parse(line);
  }
}
