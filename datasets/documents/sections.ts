import { chapterHeading } from './chapter-heading.ts';
import type { DocumentPart } from './document.ts';
import type { Draft, DraftPart } from './draft.ts';

/** Parts with their places: each lies in the sections of the headings above it. A heading lies in its own section. */
export function placeParts(file: string, draft: Pick<Draft, 'text' | 'parts'>): DocumentPart[] {
  const open: { readonly level: number; readonly title: string }[] = [];
  return draft.parts.map((part) => {
    const text = draft.text.slice(part.from, part.to);
    if (part.section === undefined && part.kind === 'heading') {
      const level = part.level ?? 1;
      while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
      open.push({ level, title: part.title ?? text });
    }
    const section = part.section ?? open.map(({ title }) => title);
    const { from, to, page } = part;
    return {
      kind: part.kind,
      text,
      place: { file, section, from, to, ...(page === undefined ? {} : { page }) },
    };
  });
}

/** Makes headings of lines that number chapters and articles, in a document whose format shows no headings. */
export function findChapters(draft: Pick<Draft, 'text' | 'parts'>): DraftPart[] {
  if (draft.parts.some(({ kind }) => kind === 'heading')) return [...draft.parts];
  return draft.parts.flatMap((part) => chaptersIn(draft.text, part));
}

function chaptersIn(text: string, part: DraftPart): DraftPart[] {
  if (part.kind === 'table' || part.kind === 'note') return [part];
  const found: DraftPart[] = [];
  let from = part.from;
  for (let at = part.from; at < part.to; ) {
    const next = text.indexOf('\n', at);
    const end = next < 0 || next > part.to ? part.to : next;
    const heading = chapterHeading(text.slice(at, end));
    if (heading) {
      if (at > from && text.slice(from, at).trim() !== '') found.push({ ...part, from, to: at - 1 });
      const { level, title } = heading;
      found.push({
        ...part,
        kind: 'heading',
        from: at + heading.indent,
        to: at + heading.length,
        level,
        title,
      });
      from = at + heading.length;
      while (from < part.to && /\s/.test(text[from]!)) from += 1;
    }
    at = end + 1;
  }
  if (from < part.to) found.push({ ...part, from });
  return found;
}
