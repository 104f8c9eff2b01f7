import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Fault, TouchstoneError } from '../contracts/errors/error.ts';
import { type Manifest, manifestSchema } from '../contracts/git/manifest.ts';
import { nearName } from '../contracts/near-name.ts';

/** A manifest larger than this is a mistake or an attack. */
export const LONGEST_MANIFEST = 256 * 1024;

/** A document with the places of its fields. */
export interface ReadManifest {
  readonly manifest: Manifest;
  /** The line of a field, by its dotted path; of the nearest field around it where it is not there itself. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** `touchstone.yaml`. Errors: `GIT_MANIFEST_UNREADABLE`; `GIT_CONTENT_INVALID` with each fault, by file, line and field. */
export function readManifest(text: string, file: string, commit: string): ReadManifest {
  const lines = new LineCounter();
  const unreadable = (detail: string, line?: number) =>
    new TouchstoneError('GIT_MANIFEST_UNREADABLE', {
      params: { detail },
      place: { file, ...(line === undefined ? {} : { line }) },
    });
  if (text.length > LONGEST_MANIFEST) throw unreadable(`more than ${LONGEST_MANIFEST} characters`);
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const [error] = document.errors;
  if (error) throw unreadable(error.message.split('\n')[0]!.slice(0, 200), error.linePos?.[0].line);
  const lineOf = (path: readonly PropertyKey[]) => placeIn(document, lines, path);
  const parsed = manifestSchema.safeParse(contentsOf(document, unreadable) ?? {});
  if (parsed.success) return { manifest: parsed.data, lineOf };
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, file, lineOf));
  throw new TouchstoneError('GIT_CONTENT_INVALID', {
    params: { commit: commit.slice(0, 12), count: faults.length },
    faults,
  });
}

function contentsOf(document: Document.Parsed, unreadable: (detail: string) => TouchstoneError): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    // The parser says the same for every document that would grow without end.
    throw unreadable('too many aliases');
  }
}

function faultsOf(
  issue: z.core.$ZodIssue,
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number,
): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(manifestSchema.shape);
    return issue.keys.slice(0, 20).map((key) => {
      const path = [...issue.path, key];
      const field = path.join('.').slice(0, 200);
      const place = { file, line: lineOf(path), field };
      return {
        code: 'SPEC_UNKNOWN_FIELD',
        params: { field, suggestion: nearName(key, known) ?? known.join(', ') },
        place,
      };
    });
  }
  const field = issue.path.join('.') || '(top)';
  const detail = issue.code === 'invalid_union' ? unionDetail(issue) : issue.message;
  return [
    { code: 'SPEC_VALUE', params: { field, detail }, place: { file, line: lineOf(issue.path), field } },
  ];
}

function unionDetail(issue: z.core.$ZodIssueInvalidUnion): string {
  return [...new Set(issue.errors.flat().map((one) => one.message))].join('; ') || issue.message;
}

function placeIn(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const at = keyOffset(document, path.slice(0, length));
    if (at !== null) return lines.linePos(at).line;
  }
  return 1;
}

/** Where the key stands; of an item in a list, where the item begins. */
function keyOffset(document: Document.Parsed, path: readonly PropertyKey[]): number | null {
  const last = path.at(-1)!;
  const around = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (typeof around !== 'object' || around === null || !('items' in around) || !Array.isArray(around.items))
    return null;
  for (const [index, item] of (around.items as unknown[]).entries()) {
    if (typeof item !== 'object' || item === null) continue;
    if ('key' in item) {
      const { key } = item as { key: { value?: unknown; range?: readonly number[] } };
      if (String(key.value) === String(last)) return key.range?.[0] ?? null;
    } else if (index === Number(last)) return (item as { range?: readonly number[] }).range?.[0] ?? null;
  }
  return null;
}
