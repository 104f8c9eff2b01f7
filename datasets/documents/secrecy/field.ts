import { compact, highestLevel, LEVEL, type SecrecyLevel } from './levels.ts';

/** A box to be ticked, empty or ticked, before each choice of a form. */
const BOX = /[□☐◻▢]|\[\]|\(\)|[■☑☒◼▣✓✔√]|\[[vVxX✓✔√]\]|\([vV✓✔√]\)/;
const TICKED = /^(?:[■☑☒◼▣✓✔√]|\[[vVxX✓✔√]\]|\([vV✓✔√]\))$/;
const OPEN =
  /^(?:普通|一般(?!公務機密)|公開|無$|免$|無[(,。;]|未定|不適用|非(?:機)?密|解除機密$|none\b|n\/?a$|open$|public$|unclassified|[-—–_/〇○◯×*.…x]+$)/i;
/** 無保密必要, 非屬機密, 不予解密 … */
const DENIED =
  /(?:無|非|免|不|毋|未)(?:須|需|必|予|列|具|涉及?|屬於?|為|核定|適用)*(?:之)?(?:保密|解密|機密|密等|密件|密)[^,，。;；)]*/g;
/** Words with 密 in them that are no grade. */
const NO_GRADE = /解密|保密|密等|加密|密碼|密切/g;

/**
 * What the field 密等及解密條件或保密期限 says, from all that stands in it. Told on the safe side: whatever speaks of
 * 密 there, unless it denies it, is a mark. Null for 普通, for an empty field, and for a form with all its grades and none
 * ticked.
 */
export function levelOfField(value: string): SecrecyLevel | null {
  const text = compact(value);
  const chosen = BOX.test(text) ? ticked(text) : text;
  if (chosen === '' || OPEN.test(chosen)) return null;
  // 一般公務機密 is what the law calls secrets below those of the state; their grade is 密.
  const claims = chosen.replace(DENIED, '').replaceAll('一般公務機密', '密');
  const graded = claims.replace(NO_GRADE, '');
  const level = highestLevel(graded);
  // Terms without a grade: something is to be kept secret, at least by the lowest.
  if (level === null) return /解密|保密/.test(claims) ? '密' : null;
  return listsAll(graded) ? null : level;
}

/** Three grades or more, or grades beside 普通, are the choices of a form or an explanation of the field. */
function listsAll(text: string): boolean {
  const named = new Set(text.match(new RegExp(LEVEL, 'g')));
  return named.size > 2 || (named.size > 1 && text.includes('普通'));
}

function ticked(text: string): string {
  const pieces = text.split(new RegExp(`(${BOX.source})`));
  return pieces.filter((_, at) => at > 0 && TICKED.test(pieces[at - 1]!)).join(';');
}
