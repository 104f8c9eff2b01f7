import { squeeze } from '../fingerprint/content.ts';
import { isObject, jsonInText } from './json-in-text.ts';

/**
 * Fields of an answer that is a JSON object, each with its value in one form: nested objects by their path (`a.b`), lists
 * as a whole, strings without more space than words need and with characters in one width, numbers as numbers whatever
 * their spelling. Blank strings, nulls and empty lists or objects are no value. null: the answer is no JSON object.
 */
export function readFields(answer: string): ReadonlyMap<string, string> | null {
  const json = jsonInText(answer.trim());
  if (!isObject(json)) return null;
  const fields = new Map<string, string>();
  collect(json, '', fields);
  return fields;
}

function collect(object: Readonly<Record<string, unknown>>, path: string, fields: Map<string, string>): void {
  for (const [key, value] of Object.entries(object)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (isObject(value)) collect(value, at, fields);
    else {
      const form = canonical(value);
      if (form !== null) fields.set(at, form);
    }
  }
}

/** A value as text that is equal for equal values; null for none. */
function canonical(value: unknown): string | null {
  if (value === null) return null;
  if (typeof value === 'string') {
    const text = squeeze(value.normalize('NFKC'));
    return text === '' ? null : JSON.stringify(text);
  }
  if (Array.isArray(value)) {
    const items = value.map(canonical).filter((item) => item !== null);
    return items.length === 0 ? null : `[${items.join(',')}]`;
  }
  if (isObject(value)) {
    const entries = Object.entries(value)
      .map(([key, inner]) => [key, canonical(inner)] as const)
      .filter(([, inner]) => inner !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0
      ? null
      : `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${inner}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
