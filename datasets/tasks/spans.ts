import { squeeze } from '../fingerprint/content.ts';
import { isObject, jsonInText } from './json-in-text.ts';

/** One thing found in a text. */
export interface Span {
  /** '' where the task tells no types apart. */
  readonly type: string;
  readonly text: string;
  /** UTF-16 units in the text that was asked about, where the answer gives them. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

const TYPE_KEYS = ['type', 'label', 'category', 'entity', '類型', '類別'];
const TEXT_KEYS = ['text', 'term', 'name', 'value', 'span', '文字', '詞語', '名稱'];

/**
 * What an answer lists, or null where it cannot be read. Known forms: a JSON list of strings, or of objects with a text
 * and optionally type, start and end; a JSON object of type → string or list of strings, or with one list in it; else
 * text between `;`, `；`, `、` or line ends, each `type: text` or a text alone. An empty list is an answer too.
 */
export function readSpans(answer: string): readonly Span[] | null {
  const text = answer.trim();
  if (text === '') return null;
  const json = jsonInText(text);
  if (Array.isArray(json)) return spansOfList(json, '');
  if (isObject(json)) return spansOfObject(json);
  if (/^[[{]/.test(text)) return null;
  return spansOfText(text);
}

function spansOfList(list: readonly unknown[], type: string): Span[] | null {
  const spans: Span[] = [];
  for (const item of list) {
    const span =
      typeof item === 'string' ? { type, text: squeeze(item), place: null } : spanOfItem(item, type);
    if (span === null) return null;
    if (span.text !== '') spans.push(span);
  }
  return spans;
}

function spanOfItem(item: unknown, type: string): Span | null {
  if (!isObject(item)) return null;
  const text = firstText(item, TEXT_KEYS);
  if (text === null) return null;
  const { start, end } = item;
  const placed = typeof start === 'number' && typeof end === 'number' && start < end;
  return { type: firstText(item, TYPE_KEYS) ?? type, text, place: placed ? { start, end } : null };
}

function spansOfObject(object: Readonly<Record<string, unknown>>): Span[] | null {
  const entries = Object.entries(object);
  const [only] = entries;
  // {"terms": [{…}, …]}: a list with a name around it.
  if (entries.length === 1 && Array.isArray(only![1]) && only![1].every(isObject))
    return spansOfList(only![1], '');
  if (firstText(object, TEXT_KEYS) !== null && firstText(object, TYPE_KEYS) !== null) {
    return spansOfList([object], '');
  }
  const spans: Span[] = [];
  for (const [type, value] of entries) {
    if (value === null) continue;
    const found = spansOfList(Array.isArray(value) ? value : [value], type);
    if (found === null) return null;
    spans.push(...found);
  }
  return spans;
}

function spansOfText(text: string): Span[] {
  const parts = text
    .split(/[;；、\n]/)
    .map((part) => squeeze(part.replace(/^\s*(?:[-*•]|\d+[.)、])\s*/, '')));
  return parts
    .filter((part) => part !== '')
    .map((part) => {
      const typed = /^([^:：]{1,40})[:：]\s*(.+)$/.exec(part);
      return typed
        ? { type: squeeze(typed[1]!), text: squeeze(typed[2]!), place: null }
        : { type: '', text: part, place: null };
    });
}

function firstText(item: Readonly<Record<string, unknown>>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = Object.hasOwn(item, key) ? item[key] : undefined;
    if (typeof value === 'string') return squeeze(value);
  }
  return null;
}
