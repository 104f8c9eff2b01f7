import type { Document, DocumentPart, DocumentPlace } from './document.ts';
import { cutSentence, sentencesIn } from './sentences.ts';

/** A piece of a document that is handed on whole; its place is that of its first and last character. */
export interface Passage {
  readonly text: string;
  /** `section`: the sections that all of it lies in. */
  readonly place: DocumentPlace;
}

export interface ChunkOptions {
  /** UTF-16 units of the longest passage; 16 at least. */
  readonly maxCharacters: number;
  /** Ends a passage wherever an outermost section ends, however short it is. */
  readonly apart?: boolean;
}

/** A run of text that is not cut again, if it is short enough. */
interface Unit {
  readonly from: number;
  readonly to: number;
  readonly part: DocumentPart;
  /**
   * How good a place for a cut is before it: 0 inside a sentence, 1 between sentences, 2 between parts, more between
   * sections; infinite where one must be.
   */
  readonly rank: number;
}

const LEAST = 16;
/** A passage shorter than so much of what is allowed is only made where no later cut is possible. */
const SHORTEST = 0.5;
const AFTER_HEADING = -1;

/**
 * Cuts a document into passages of whole sentences, as long as allowed; of the places for a cut in the second half of a
 * passage the best is taken: before a section, before a part, before a sentence. A heading stays with what follows it.
 * Only a sentence longer than allowed is cut inside, at a comma or a space if it has one. A passage is a piece of the
 * document's text as it stands, so that its place is exact.
 */
export function chunkDocument(document: Document, { maxCharacters, apart = false }: ChunkOptions): Passage[] {
  const most = Math.max(LEAST, Math.floor(maxCharacters));
  const units = unitsOf(document, most, apart);
  const passages: Passage[] = [];
  for (let at = 0; at < units.length; ) {
    const end = endOf(units, at, most);
    passages.push(passageOf(document, units.slice(at, end)));
    at = end;
  }
  return passages;
}

function unitsOf(document: Document, most: number, apart: boolean): Unit[] {
  const units: Unit[] = [];
  let before: DocumentPart | null = null;
  for (const part of document.parts) {
    const parted = apart && before !== null && part.place.section[0] !== before.place.section[0];
    let rank = parted ? Number.POSITIVE_INFINITY : rankBefore(part, before);
    for (const sentence of sentencesIn(part.text)) {
      for (const piece of cutSentence(part.text, sentence, most)) {
        units.push({ from: part.place.from + piece.from, to: part.place.from + piece.to, part, rank });
        rank = 0;
      }
      rank = 1;
    }
    before = part;
  }
  return units;
}

/** The higher the section that begins with a part, the better the cut before it. */
function rankBefore(part: DocumentPart, before: DocumentPart | null): number {
  if (before?.kind === 'heading') return AFTER_HEADING;
  const [now, then] = [part.place.section, before?.place.section ?? []];
  let shared = 0;
  while (shared < now.length && now[shared] === then[shared]) shared += 1;
  const changed = now.length !== then.length || shared < now.length;
  return changed ? 2 + 1 / (1 + shared) : 2;
}

/** Index of the unit before which the passage that begins at `start` ends. */
function endOf(units: readonly Unit[], start: number, most: number): number {
  const from = units[start]!.from;
  let end = start + 1;
  while (end < units.length && Number.isFinite(units[end]!.rank) && units[end]!.to - from <= most) end += 1;
  if (end === units.length || !Number.isFinite(units[end]!.rank)) return end;
  let best = end;
  for (let at = end; at > start; at--) {
    const long = units[at - 1]!.to - from >= most * SHORTEST;
    // Any whole sentence goes before a cut inside one, however short the passage becomes.
    if (!long && units[best]!.rank > 0) break;
    if (units[at]!.rank > units[best]!.rank) best = at;
  }
  return best;
}

function passageOf(document: Document, units: readonly Unit[]): Passage {
  const { part, from } = units[0]!;
  const { to } = units.at(-1)!;
  let section = part.place.section;
  for (const { part: other } of units) {
    const differs = section.findIndex((title, at) => title !== other.place.section[at]);
    if (differs >= 0) section = section.slice(0, differs);
  }
  return { text: document.text.slice(from, to), place: { ...part.place, section, from, to } };
}
