/** What the rule of widths changes: letters, digits, half-width kana, the ideographic space. */
export const VARIANT_WIDTHS = '[\\u3000\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a\\uff61-\\uff9f]';

/** A number, time or date in full width: its separators are part of it (１，０００ １２：３０ ３．５ ２０２４／０１／０５). */
const NUMBER = /[０-９]+(?:[，．：／－][０-９]+)+/g;
const THOUSANDS = /^[０-９]{1,3}(?:，[０-９]{3})+(?:．[０-９]+)?$/;
const ONE_SEPARATOR = /^[０-９]+(?:([．：／－])[０-９]+)(?:\1[０-９]+)*$/;
const SEPARATORS = /[，．：／－]/g;
const LETTERS_AND_DIGITS = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
const HALF_WIDTH_KANA = /[\uff61-\uff9f]+/g;
const IDEOGRAPHIC_SPACE = /\u3000/g;
/** Full-width forms lie this far behind ASCII. */
const OFFSET = 0xfee0;

const toHalfWidth = (character: string): string => String.fromCharCode(character.charCodeAt(0) - OFFSET);

/**
 * Letters and digits in half width, with the separators inside a number; kana in full width, with its voiced marks
 * joined; spaces as ordinary ones. Other signs in full width (，（％＃) are right in Chinese and stay.
 */
export function unifyWidths(text: string): string {
  return text
    .replace(NUMBER, (number) =>
      THOUSANDS.test(number) || ONE_SEPARATOR.test(number) ? number.replace(SEPARATORS, toHalfWidth) : number,
    )
    .replace(LETTERS_AND_DIGITS, toHalfWidth)
    .replace(HALF_WIDTH_KANA, (kana) => kana.normalize('NFKC'))
    .replace(IDEOGRAPHIC_SPACE, ' ');
}
