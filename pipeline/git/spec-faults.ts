import { type Fault, TouchstoneError } from '../contracts/errors/error.ts';
import { parseSpec, readSpecText } from '../engine/spec.ts';

/** A spec as it was written, as an object, and what is wrong with it. */
export interface SpecFaults {
  readonly document: unknown;
  readonly faults: readonly Fault[];
}

/**
 * What whoever can push to the repository may not decide: what is let through, where it is published, and whether documents
 * that are marked 密 are taken in.
 */
const RESERVED: readonly (readonly string[])[] = [['gate'], ['publish'], ['ingest', 'allow_classified']];

/** Reads a spec that stands in a repository; `place` says where a field of it stands. */
export function specFaults(
  written: unknown,
  place: (path: readonly PropertyKey[]) => NonNullable<Fault['place']>,
): SpecFaults {
  try {
    const document = (typeof written === 'string' ? readSpecText(written) : written) ?? {};
    const reserved = RESERVED.filter((path) => isSet(document, path)).map((path): Fault => {
      return { code: 'GIT_SPEC_FIELD', params: { field: path.join('.') }, place: place(path) };
    });
    parseSpec(document);
    return { document, faults: reserved };
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.retryable) throw error;
    return { document: null, faults: faultsIn(error, place) };
  }
}

function faultsIn(
  error: TouchstoneError,
  place: (path: readonly PropertyKey[]) => NonNullable<Fault['place']>,
): Fault[] {
  const faults = error.faults.length > 0 ? error.faults : [error.toJSON()];
  return faults.map((fault) => {
    const { line, field } = fault.place ?? {};
    const path = field === undefined || field === '(top)' ? [] : field.split('.');
    return { ...fault, place: { ...place(path), ...(line === undefined ? {} : { line }) } };
  });
}

function isSet(document: unknown, path: readonly string[]): boolean {
  let at = document;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return false;
    at = (at as Record<string, unknown>)[name];
  }
  return true;
}
