import { z } from 'zod';
import { type Fault, TouchstoneError } from '../../contracts/errors/error.ts';
import { nearName } from '../../contracts/near-name.ts';

/** Which part of a request a value came from. */
export type RequestPart = 'path' | 'query' | 'header' | 'body';

/** Parses a part of a request. Error: `REQUEST_INVALID` with one fault for each field. */
export function parsePart<S extends z.ZodType>(schema: S, value: unknown, part: RequestPart): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, schema, value, part));
  throw new TouchstoneError('REQUEST_INVALID', { params: { count: faults.length }, faults });
}

type Issue = z.core.$ZodIssue;

function faultsOf(issue: Issue, schema: z.ZodType, value: unknown, file: RequestPart): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const allowed = fieldsAt(schema, issue.path);
    return issue.keys.slice(0, 20).map((key) => unknownField(issue.path, key, allowed, file));
  }
  const field = issue.path.join('.').slice(0, 200) || file;
  const found = valueAt(value, issue.path);
  const expected = expectedBy(issue);
  if (found === undefined) {
    return [{ code: 'REQUEST_FIELD_MISSING', params: { field }, place: { file, field }, expected }];
  }
  const shown = JSON.stringify(found).slice(0, 80);
  return [{ code: 'REQUEST_VALUE', params: { field }, place: { file, field }, expected, found: shown }];
}

function unknownField(
  path: readonly PropertyKey[],
  key: string,
  allowed: readonly string[],
  file: RequestPart,
): Fault {
  const field = [...path, key].join('.').slice(0, 200);
  const suggestion = nearName(key, allowed);
  const place = { file, field };
  if (suggestion !== null) return { code: 'REQUEST_FIELD_UNKNOWN', params: { field, suggestion }, place };
  const list = allowed.length > 0 ? allowed.join(', ') : '-';
  return { code: 'REQUEST_FIELD_NOT_ALLOWED', params: { field, allowed: list }, place };
}

/** Names of the fields that the object schema at `path` declares. */
function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = unwrap(schema);
  for (const step of path) at = at instanceof z.ZodObject ? unwrap(at.shape[String(step)]) : undefined;
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(schema: unknown): unknown {
  let at = schema;
  while (
    at instanceof z.ZodOptional ||
    at instanceof z.ZodExactOptional ||
    at instanceof z.ZodNullable ||
    at instanceof z.ZodDefault
  ) {
    at = at.unwrap();
  }
  return at;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const step of path) {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
  }
  return at;
}

/** What a schema wanted, in symbols that read the same in every language. */
function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'too_small':
      return `${measured(issue.origin)}≥ ${issue.minimum}`;
    case 'too_big':
      return `${measured(issue.origin)}≤ ${issue.maximum}`;
    case 'invalid_format':
      return 'pattern' in issue && issue.pattern !== undefined ? issue.pattern : issue.format;
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map(expectedBy))].join(' | ') || issue.message;
    default:
      return issue.message;
  }
}

function measured(origin: string): string {
  return origin === 'string' || origin === 'array' ? 'length ' : '';
}
