/**
 * Nothing that a reader would see: space of every width, control characters, and what Unicode says is not shown (soft
 * hyphens, joiners, fillers, marks of direction, selectors of variants, tags); of what it counts as signs, the empty
 * Braille cell.
 */
const UNSEEN = '\\s\\p{Default_Ignorable_Code_Point}\\p{Cc}\\u2800';
const BLANK = new RegExp(`^[${UNSEEN}]*$`, 'u');
const SEEN = new RegExp(`[^${UNSEEN}]`, 'u');

export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** A text from the first character that a reader sees to the last; empty for a blank one. */
export function seenPart(text: string): string {
  const from = text.search(SEEN);
  if (from < 0) return '';
  let to = text.length;
  // A pair is looked at whole.
  for (let size = 1; to > from; to -= size) {
    size = (text.charCodeAt(to - 1) & 0xfc00) === 0xdc00 ? 2 : 1;
    if (SEEN.test(text.slice(to - size, to))) break;
  }
  return text.slice(from, to);
}
