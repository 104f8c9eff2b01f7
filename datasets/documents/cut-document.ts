import { LanguageSample } from '../language/language-sample.ts';
import { chunkDocument } from './chunk.ts';
import type { Document } from './document.ts';
import { type DocumentPassage, SECTION_JOINT } from './passages.ts';

/**
 * A document's passages as rows of the table, each with an id that holds while its section stands: what is added to
 * another section renames nothing. The sections of an official document do not share passages.
 */
export function cutDocument(document: Document, maxCharacters: number): DocumentPassage[] {
  const kind = document.official === null ? 'document' : 'official';
  const numbers = new Map<string, number>();
  return chunkDocument(document, { maxCharacters, apart: kind === 'official' }).map(({ text, place }) => {
    const section = place.section.join(SECTION_JOINT);
    const number = (numbers.get(section) ?? 0) + 1;
    numbers.set(section, number);
    const sample = new LanguageSample();
    sample.see(text, 0);
    return {
      id: `${document.name}/${section}/${number}`,
      document: document.name,
      section,
      kind,
      text,
      start: place.from,
      end: place.to,
      language: sample.language,
    };
  });
}
