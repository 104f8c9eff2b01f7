import type { Draft, DraftPart } from '../draft.ts';
import { checkExtent } from '../draft.ts';
import type { Source } from '../fault.ts';

/** Plain text: paragraphs are what blank lines part. */
export function readText(text: string, source: Source): Draft {
  const parts = paragraphsIn(text, 0, text.length);
  checkExtent(source, text.length, parts.length);
  return { format: 'text', text, parts, title: null, metadata: {}, margins: [] };
}

/** The paragraphs between two places, without the blank lines around them. */
export function paragraphsIn(text: string, start: number, end: number): DraftPart[] {
  const parts: DraftPart[] = [];
  let from = -1;
  let to = -1;
  const close = (): void => {
    if (from >= 0) parts.push({ kind: 'paragraph', from, to });
    from = -1;
  };
  for (let at = start; at < end; ) {
    const next = text.indexOf('\n', at);
    const stop = next < 0 || next > end ? end : next;
    const line = text.slice(at, stop);
    const shown = line.trim();
    if (shown === '') {
      close();
    } else {
      const indent = line.length - line.trimStart().length;
      if (from < 0) from = at + indent;
      to = at + indent + shown.length;
    }
    at = stop + 1;
  }
  close();
  return parts;
}
