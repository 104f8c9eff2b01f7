import type { Request } from 'express';
import { type Fault, TouchstoneError } from '../../contracts/errors/error.ts';

/**
 * Path parameters as text. A wildcard's segments are joined again; a segment that hides a separator or a NUL behind
 * its percent-encoding names nothing. Error: `REQUEST_PATH`.
 */
export function pathParameters(request: Request): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    const segments = Array.isArray(value) ? value : [value];
    if (segments.some(hidesSeparator)) throw new TouchstoneError('REQUEST_PATH');
    parameters[name] = segments.join('/');
  }
  return parameters;
}

function hidesSeparator(segment: string): boolean {
  return ['/', '\\', '\0'].some((character) => segment.includes(character));
}

/** Query fields as text; each may stand once. Errors: `REQUEST_INVALID`. */
export function queryFields(request: Request): Record<string, string> {
  const start = request.originalUrl.indexOf('?');
  // A null prototype: a field may be called anything.
  const fields: Record<string, string> = Object.create(null);
  const faults: Fault[] = [];
  for (const [name, value] of new URLSearchParams(start < 0 ? '' : request.originalUrl.slice(start))) {
    if (name in fields) {
      const field = name.slice(0, 100);
      const place = { file: 'query', field };
      faults.push({ code: 'REQUEST_VALUE', params: { field }, place, expected: 'once' });
    }
    fields[name] = value;
  }
  if (faults.length > 0)
    throw new TouchstoneError('REQUEST_INVALID', { params: { count: faults.length }, faults });
  return fields;
}
