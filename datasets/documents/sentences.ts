/** A run of a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Unicode's rules for where sentences end (UAX #29), which know 。！？ and closing quotes, and keep 3.5 together. */
const sentences = new Intl.Segmenter('zh-Hant', { granularity: 'sentence' });
const characters = new Intl.Segmenter('zh-Hant', { granularity: 'grapheme' });
/** After these a long sentence is cut, the better ones first. */
const CLAUSES = [/[；;]/g, /[，,：:]/g, /[、\s]/g];

/** The sentences of a text without the white space between them. */
export function sentencesIn(text: string): Span[] {
  const spans: Span[] = [];
  for (const { segment, index } of sentences.segment(text)) {
    const shown = segment.trim();
    if (shown === '') continue;
    const from = index + segment.indexOf(shown);
    spans.push({ from, to: from + shown.length });
  }
  return spans;
}

/** A sentence in pieces of at most `most` units: whole if it can be, else cut at its clauses, else between characters. */
export function cutSentence(text: string, { from, to }: Span, most: number): Span[] {
  const pieces: Span[] = [];
  let at = from;
  while (to - at > most) {
    const end = cutAt(text, at, at + most);
    pieces.push({ from: at, to: end });
    at = end;
    while (at < to && /\s/.test(text[at]!)) at += 1;
  }
  if (at < to) pieces.push({ from: at, to });
  return pieces;
}

/** The best place for a cut in the second half of the piece. */
function cutAt(text: string, from: number, to: number): number {
  const middle = (from + to) >> 1;
  const half = text.slice(middle, to);
  for (const clause of CLAUSES) {
    const last = Array.from(half.matchAll(clause)).at(-1);
    if (last) return middle + last.index + 1;
  }
  const piece = text.slice(from, to + 1);
  const starts = Array.from(characters.segment(piece), ({ index }) => index).filter(
    (index) => index <= to - from,
  );
  return from + (starts.at(-1) || to - from);
}
