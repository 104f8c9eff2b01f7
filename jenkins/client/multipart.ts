import { Readable } from 'node:stream';
import { pathOf } from './path-of.ts';

/** The npm client takes files only with a package of its own; a form is one that Node can write by itself. */
export function multipart(
  name: string,
  parameters: Readonly<Record<string, string>>,
  files: ReadonlyMap<string, Blob>,
): Readonly<Record<string, unknown>> {
  const form = new FormData();
  for (const [key, value] of Object.entries(parameters)) form.append(key, value);
  for (const [key, value] of files) form.append(key, value, key);
  const written = new Response(form);
  return {
    name: 'job.build',
    path: `${pathOf(name)}/buildWithParameters`,
    headers: { 'content-type': written.headers.get('content-type') ?? '' },
    // A base model takes as long as it takes; the transport gives up a connection over which nothing goes.
    timeout: 0,
    body: Readable.from(written.body as AsyncIterable<Uint8Array>),
  };
}
