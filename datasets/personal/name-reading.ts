import { AFTER_NAME, HISTORICAL, NOT_ALONE, NOT_IN_NAMES, NOT_NAMES } from './name-words.ts';
import { PLAIN_SURNAMES, ROMAN_SURNAMES, surnameLength, UNLIKELY_SURNAMES } from './surnames.ts';

/** Ends of what agencies and firms are called. */
const BODY =
  /(?:公司|政府|公所|局|處|部|會|院|所|署|中心|銀行|學校|大學|中學|國中|高中|國小|府|科|股|課|室|廠|店|社|行|團|隊|站|館|庭|司|組|系|號|集團|事務所|診所|醫院|機構|單位|人員|工會|農會)$/;

/** Ends of things, where only running text leads up to them: 申請人簡歷表. */
const THING = /[表書冊簿證單函業費品車機屋權物款件]$/;

/** How sure the place is that a name begins here. */
export type Certainty =
  /** A form's field: whatever stands there is a name, if it can be one. */
  | 'field'
  /** Running text after a role: a name of two characters must begin plainly. */
  | 'running';

/** Whether a unit is a character of Chinese writing (the blocks in common use). */
export function isHan(unit: string | undefined): boolean {
  if (unit === undefined || unit === '') return false;
  const code = unit.charCodeAt(0);
  return (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code === 0x3007;
}

/** Number of Han characters from `at` on, up to `most`. */
function hanRun(text: string, at: number, most: number): number {
  let length = 0;
  while (length < most && isHan(text[at + length])) length += 1;
  return length;
}

/** Whether the characters can be a surname and a given name. */
export function canBeName(name: string): boolean {
  const surname = surnameLength(name, 0);
  if (surname === 0 || name.length === surname || name.length > surname + 2) {
    // A married woman may carry both families' names before her own.
    if (name.length !== 4 || !PLAIN_SURNAMES.has(name[0]!) || !PLAIN_SURNAMES.has(name[1]!)) return false;
  }
  if (NOT_NAMES.has(name.slice(0, 2)) || NOT_ALONE.has(name) || HISTORICAL.has(name)) return false;
  for (let at = 1; at < name.length; at++) {
    if (!isHan(name[at]) || NOT_IN_NAMES.has(name[at]!)) return false;
  }
  return true;
}

/** Lengths that a name from `at` on may have, the likeliest first. */
function lengthsAt(text: string, at: number): number[] {
  const surname = surnameLength(text, at);
  if (surname === 0) return [];
  if (surname === 2) return [4, 3];
  return PLAIN_SURNAMES.has(text[at]!) && PLAIN_SURNAMES.has(text[at + 1] ?? '') ? [3, 4, 2] : [3, 2];
}

function isThing(name: string, certainty: Certainty): boolean {
  return certainty === 'running' && THING.test(name);
}

/** End of the Chinese name that begins at `at`, or null. */
export function nameEnd(text: string, at: number, certainty: Certainty): number | null {
  if (certainty === 'running' && UNLIKELY_SURNAMES.has(text[at] ?? '')) return null;
  const run = hanRun(text, at, 12);
  const body = BODY.test(text.slice(at, at + run));
  let guess: number | null = null;
  const plain = certainty === 'field' || PLAIN_SURNAMES.has(text[at] ?? '');
  for (const length of lengthsAt(text, at)) {
    if (length > run || !canBeName(text.slice(at, at + length))) continue;
    const end = at + length;
    AFTER_NAME.lastIndex = end;
    const ends =
      length === run
        ? (!body || run <= 3) && !isThing(text.slice(at, end), certainty)
        : AFTER_NAME.test(text);
    if (ends && (plain || length > 2)) return end;
    if (length < run) guess ??= end;
  }
  // Nothing known follows; in a form three characters are the rule.
  return certainty === 'field' && run > 4 && !body ? guess : null;
}

/** End of a name with a space between its characters, as forms set short ones: 王　明, 王 小 明. */
export function spacedNameEnd(text: string, at: number): number | null {
  const match = /^(\p{Script=Han})( {1,2})(\p{Script=Han})(?:\2(\p{Script=Han}))?(?!\p{Script=Han})/u.exec(
    text.slice(at, at + 8),
  );
  if (match === null || !canBeName(`${match[1]}${match[3]}${match[4] ?? ''}`)) return null;
  return at + match[0].length;
}

/** End of an indigenous name written in Chinese characters: 瓦歷斯‧諾幹. */
export function dottedNameEnd(text: string, at: number): number | null {
  const match =
    /^\p{Script=Han}{1,6}[‧·•・]\p{Script=Han}{1,6}(?:[‧·•・]\p{Script=Han}{1,6})?(?!\p{Script=Han})/u.exec(
      text.slice(at, at + 24),
    );
  return match === null ? null : at + match[0].length;
}

/** End of a name in Latin letters in a field: two or more words with a capital, a surname of Taiwan among them. */
export function latinNameEnd(text: string, at: number): number | null {
  const match = /^[A-Z][A-Za-z.'-]*(?:,? [A-Z][A-Za-z.'-]*){1,3}(?![A-Za-z])/.exec(text.slice(at, at + 48));
  if (match === null) return null;
  const known = match[0].split(/,? /).some((word) => ROMAN_SURNAMES.has(word.toLowerCase()));
  return known ? at + match[0].length : null;
}
