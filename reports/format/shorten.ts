/**
 * Width of a text in units of one Han character: Han, kana, hangul and full-width forms count 1, all else 0.55. Good
 * enough to keep text inside a box that cannot wrap it.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 1 : 0.55;
  return width;
}

/** The text if it is at most `units` wide (see `widthOf`), else its beginning with an ellipsis, within `units`. */
export function shorten(text: string, units: number): string {
  if (text.length * 0.55 <= units && widthOf(text) <= units) return text;
  let kept = '';
  let width = 1;
  for (const character of text) {
    width += WIDE.test(character) ? 1 : 0.55;
    if (width > units) return `${kept.trimEnd()}…`;
    kept += character;
  }
  return kept;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
