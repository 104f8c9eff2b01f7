import type { Extent } from '../../personal/kinds.ts';

/** Where a text stands in its source, word for word; null where it does not. Space around it does not count. */
export function spanOf(text: string, source: string): Extent | null {
  const words = text.trim();
  const start = words === '' ? -1 : source.indexOf(words);
  return start < 0 ? null : { start, end: start + words.length };
}
