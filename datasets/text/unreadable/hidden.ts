const ZERO_WIDTH = /[\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0]/g;
const PICTURE_BEFORE = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
/** Arabic, Indic and South-East Asian writing, which need joiners and invisible spaces. */
const JOINING = /[\u0590-\u109f\u1780-\u18af]/;
/** A web page leaves one here and there; so many in a row, or of such a share, were put there. */
const FEWEST = 3;
const SHARE = 0.1;

/** Number of characters without width that were stuffed between others; 0 where they are few or in their place. */
export function zeroWidthStuffing(text: string): number {
  let count = 0;
  let row = 0;
  let longestRow = 0;
  let last = -1;
  for (const { index } of text.matchAll(ZERO_WIDTH)) {
    if (isInPlace(text, index)) continue;
    row = index === last + 1 ? row + 1 : 1;
    longestRow = Math.max(longestRow, row);
    last = index;
    count += 1;
  }
  const stuffed = longestRow >= FEWEST || (count >= FEWEST && count >= SHARE * (text.length - count));
  return stuffed ? count : 0;
}

/** A byte order mark, a joiner between the parts of an emoji or the letters of a script that needs it. */
function isInPlace(text: string, at: number): boolean {
  if (at === 0) return text[0] === '\ufeff';
  return (
    JOINING.test(text[at - 1]!) ||
    (text[at] === '\u200d' && PICTURE_BEFORE.test(text.slice(Math.max(0, at - 2), at)))
  );
}

/** Tag characters but for those that make a flag of an emoji; variation selectors in a row. */
const HIDDEN =
  /(?:\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|([\u{e0000}-\u{e007f}])|([\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2,})/gu;

/** Number of characters that spell a text which nobody sees. */
export function hiddenText(text: string): number {
  let count = 0;
  for (const [, tag, selectors] of text.matchAll(HIDDEN))
    count += tag ? 1 : selectors ? [...selectors].length : 0;
  return count;
}

/** Accents piled on one letter. The fullest writing in use, Hebrew with all its points, has three. */
const STACK = /\p{M}{5,}/gu;

/** Number of marks in such piles; joiners and variation selectors are no accents. */
export function stackedMarks(text: string): number {
  let count = 0;
  for (const [stack] of text.matchAll(STACK))
    count += [...stack].filter((mark) => !/[\ufe00-\ufe0f]/.test(mark)).length;
  return count;
}
