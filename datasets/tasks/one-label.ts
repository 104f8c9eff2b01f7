import { squeeze } from '../fingerprint/content.ts';
import { isObject, jsonInText } from './json-in-text.ts';

/**
 * The label that a model's written answer names, or null where it names none: JSON with `label`, or the label alone, also
 * within quotation marks, after a colon ("Answer: X") or before a full stop, and told apart by neither width, case nor space.
 * A sentence that merely mentions a label names none: it may well say what it is not.
 */
export function readLabel(text: string, labels: readonly string[]): string | null {
  const json = text.includes('{') ? jsonInText(text) : undefined;
  const own = isObject(json) && typeof json.label === 'string' ? [json.label] : candidates(text);
  const exact = own.find((one) => labels.includes(one));
  if (exact !== undefined) return exact;
  for (const one of own) {
    const same = labels.filter((label) => form(label) === form(one));
    if (same.length === 1) return same[0]!;
  }
  return null;
}

/** What a text may mean as a label: all of it, its first line, and what comes after the last colon there. */
function candidates(text: string): string[] {
  const first = text.trim().split('\n', 1)[0]!;
  const found = [
    text.trim(),
    first,
    first.slice(Math.max(first.lastIndexOf(':'), first.lastIndexOf('：')) + 1),
  ];
  return found.flatMap((one) => [one.trim(), bare(one)]);
}

/** Without quotation marks, stars and full stops around. */
function bare(text: string): string {
  return text.trim().replace(/^[\s"'`「『《*]+|[\s"'`」』》*。.]+$/gu, '');
}

const form = (label: string): string => squeeze(label.normalize('NFKC')).trim().toLowerCase();
