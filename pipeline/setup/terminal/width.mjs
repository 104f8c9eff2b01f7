/** Characters that a terminal draws two columns wide: East Asian Wide and Fullwidth (Unicode UAX #11), and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;
/** Characters that take no column: combining marks, joiners, variation selectors, controls. */
const NARROWEST = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;

/**
 * Columns that a text takes in a terminal.
 * @param {string} text without escape sequences
 */
export function widthOf(text) {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** @param {string} character */
function widthOfCharacter(character) {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return 1;
  if (NARROWEST.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/**
 * Cuts a text to at most `columns`, with `…` where something was cut.
 * @param {string} text
 * @param {number} columns
 */
export function cutTo(text, columns) {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    const next = widthOfCharacter(character);
    if (width + next > columns - 1) break;
    kept += character;
    width += next;
  }
  return columns < 1 ? '' : `${kept}…`;
}

/**
 * Fills a text with spaces up to `columns`; a longer one stays as it is.
 * @param {string} text
 * @param {number} columns
 * @param {'left' | 'right'} align
 */
export function pad(text, columns, align = 'left') {
  const space = ' '.repeat(Math.max(0, columns - widthOf(text)));
  return align === 'left' ? text + space : space + text;
}
