import { matchesOf } from '../text/matches.ts';
import type { Extent } from './kinds.ts';
import { englishNames } from './name-english.ts';
import { honorificNames } from './name-honorific.ts';
import { identifiedNames } from './name-identified.ts';
import { dottedNameEnd, isHan, latinNameEnd, nameEnd, spacedNameEnd } from './name-reading.ts';
import { FIELDS, INTRODUCTIONS, LABELLED, ROLES } from './name-words.ts';
import { pairsOf, SIGNS, type Signals } from './page.ts';
import type { PersonalRule } from './rule.ts';

const FIELD_WORDS: ReadonlySet<string> = new Set([...ROLES, ...FIELDS]);
const ROLE_WORDS: ReadonlySet<string> = new Set(ROLES);
const INTRODUCING_WORDS: ReadonlySet<string> = new Set(INTRODUCTIONS);
const LONGEST_LABEL = Math.max(...LABELLED.map((word) => word.length));

/** Digits of the shortest date. */
const PARTICULARS = 4;
/** Digits of a mobile number that are looked at. */
const SHORTEST_NUMBER = 7;

/** What parts a label from its value: a colon, or in forms space. */
const PARTING = /(?:\([^()]{0,10}\))?["'」*_]{0,3}(?:\s{0,4}[:=]|[ \t|])[\s"'「*_|]{0,4}/y;
const ENGLISH_FIELD =
  /(?:name|applicant|contact|customer|patient|recipient)["'*_]{0,3} ?[:=][\s"'*_]{0,4}(?=\p{Script=Han})/giu;
/** A person's name, where the words around say that it is one. */
export const name: PersonalRule = {
  title: { en: 'Personal name', 'zh-TW': '姓名' },
  placeholder: '姓名',
  possible: ({ digits, letters, signs }) =>
    letters >= 2 || digits >= PARTICULARS || (signs & (SIGNS.holder | SIGNS.honorific | SIGNS.birth)) !== 0,
  find: ({ text, digits, longestNumber, letters, capitals, signs }) => [
    ...((signs & SIGNS.holder) === 0 ? [] : heldNames(text)),
    ...((signs & SIGNS.honorific) === 0 ? [] : honorificNames(text)),
    ...(mayIdentify({ digits, longestNumber, signs }) ? identifiedNames(text) : []),
    ...(capitals < 2 ? [] : englishNames(text)),
    ...(letters < 4 || !/[:=]/.test(text) ? [] : afterEnglishFields(text)),
  ],
  identity: (value) => value.replace(/[ ,]/g, '').toLowerCase(),
};

/** Whether somebody's particulars may be in the text: a birth date, or a number and what tells whose it is. */
function mayIdentify({
  digits,
  longestNumber,
  signs,
}: Pick<Signals, 'digits' | 'longestNumber' | 'signs'>): boolean {
  if (digits < PARTICULARS && (signs & SIGNS.birth) === 0) return false;
  return (signs & SIGNS.particulars) !== 0 || longestNumber >= SHORTEST_NUMBER;
}

/** 聯絡人：王小明, "姓名": "王小明", 姓名 王小明; 申請人王小明, 我是王小明. */
function heldNames(text: string): Extent[] {
  const found: Extent[] = [];
  for (const at of pairsOf(text, SIGNS.holder)) {
    if (isHan(text[at])) {
      const introduced = endsInOne(text, at, INTRODUCING_WORDS);
      if (introduced || endsInOne(text, at, ROLE_WORDS))
        note(found, at, nameEnd(text, at, introduced ? 'field' : 'running'));
    } else if (endsInOne(text, at, FIELD_WORDS)) {
      PARTING.lastIndex = at;
      const start = at + (PARTING.exec(text)?.[0].length ?? 0);
      if (start > at) note(found, start, fieldValueEnd(text, start));
    }
  }
  return found;
}

/** name: 王小明. */
function afterEnglishFields(text: string): Extent[] {
  const found: Extent[] = [];
  for (const match of matchesOf(text, ENGLISH_FIELD)) {
    const start = match.index + match[0].length;
    note(found, start, fieldValueEnd(text, start));
  }
  return found;
}

function fieldValueEnd(text: string, start: number): number | null {
  return (
    dottedNameEnd(text, start) ??
    nameEnd(text, start, 'field') ??
    spacedNameEnd(text, start) ??
    latinNameEnd(text, start)
  );
}

function note(found: Extent[], start: number, end: number | null): void {
  if (end !== null) found.push({ start, end });
}

/** Whether one of the words ends at `at`; one of a single character counts only where nothing is written onto it. */
function endsInOne(text: string, at: number, words: ReadonlySet<string>): boolean {
  for (let length = Math.min(LONGEST_LABEL, at); length > 0; length--) {
    if (!words.has(text.slice(at - length, at))) continue;
    return length > 1 || !isHan(text[at - 2]);
  }
  return false;
}
