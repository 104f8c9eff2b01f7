import type { UnreadableKind } from '../../../../../datasets/text/unreadable/detect.ts';
import { random } from '../../reading.ts';
import { article, ENGLISH, PETITIONS } from '../corpus.ts';
import type { TruthSet } from '../truth.ts';

const next = random(37);
const pick = (list: string | readonly string[]) => list[Math.floor(next() * list.length)]!;
const run = (list: string | readonly string[], length: number) =>
  Array.from({ length }, () => pick(list)).join('');
const insert = (text: string, piece: string) => `${text.slice(0, 5)}${piece}${text.slice(5)}`;

const MAKE: Readonly<Record<UnreadableKind, (text: string) => string>> = {
  control: (text) => insert(text, pick(['\u0001', '\u0008', '\u001b[31m', '\u007f', '\u0090'])),
  private_use: (text) => insert(text, pick(['\ue000', '\uf6b1', '\u{f0001}', '\u{10fffd}'])),
  unassigned: (text) => insert(text, pick(['\u0378', '\ufdd0', '\uffff', '\u{e0fff}', '\u{1fffe}'])),
  lone_surrogate: (text) => insert(text, pick(['\ud800', '\udfff', '\udc00\ud800'])),
  zero_width: (text) => [...text].join(pick(['\u200b', '\u2060', '\ufeff', '\u3164'])),
  hidden_text: (text) =>
    insert(text, pick(['\u{e0041}\u{e0042}\u{e0043}', '\ufe00\ufe01\ufe05\ufe07', '\u{e0101}\u{e0120}'])),
  stacked_marks: (text) => [...text].map((c) => c + run('\u0300\u0316\u0321\u0334\u035c\u0361', 8)).join(''),
  symbols: () => run('@#$%^&*()_+{}|:"<>?~！＠＃＄％', 20),
  digits: () => run('0123456789', 40),
  keyboard_mashing: () =>
    pick(['asdfasdfasdf', 'qwertyuiop', 'asdfghjkl;', 'dkfjghsldkfjgh', 'jkl;jkl;jkl;', 'qwerqwer asdfasdf']),
};

export const READABLE: readonly string[] = [
  '𠮷野家的𩸽魚，𡘙𠀀字',
  '家庭👨‍👩‍👧、旗幟🇹🇼🏴󠁧󠁢󠁥󠁮󠁧󠁿、按鍵1️⃣2️⃣、⚠️注意、👍🏽',
  '這裡有一個零寬空格\u200b和一個\u200b而已，網頁上常見。',
  '\ufeff檔案開頭的位元組順序記號',
  '葛󠄀飾区の「葛」は異体字です',
  'הָאָֽרֶץ בְּרֵאשִׁית，می‌خواهم，क्‍ष，ภาษา\u200bไทย',
  'Ti\u0302\u0301ng Vi\u0302\u0323t, e\u0301te\u0301',
  'NT$1,000、+886-2-2345-6789、2024/01/05 12:30',
  'π≈3.14159265358979323846264338327950288',
  '★★★★★',
  '……',
  '()(()())(((())))',
  '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]',
  '3 + 4 × 5 − 6 ÷ 7 = ?',
  '1234 5678 9012 3456',
  '0912345678',
  '978-986-123-456-7',
  '∀x∈ℝ: x²≥0 ⇔ ¬∃y (y²<0)',
  '{"name": "王小明", "age": 30}',
  'if (a[i] != b[j]) { return -1; }',
  'typewriter repertoire property assessed redressed',
  'flagfalls and alfalfas, sassafras, haggadahs',
  'The quick brown fox was here; we were there, too.',
  'https://example.org/asdfgh?q=qwerty 這個網址打不開',
  '密碼不要用 qwertyuiop 或 asdfghjkl，很容易被猜到。',
  '第一頁\f第二頁\v第三行\t欄位',
  '（）「」『』【】《》〈〉',
  'A+B-C*D/E',
  '😀😃😄😁😆😅🤣😂🙂🙃😉😊',
];

/** Eight unreadable texts of each kind, the same every time. */
export const UNREADABLE: readonly (readonly [UnreadableKind, readonly string[]])[] = (
  Object.keys(MAKE) as UnreadableKind[]
).map((kind) => [kind, Array.from({ length: 8 }, (_, i) => MAKE[kind](PETITIONS[i * 7]!))]);

/** Unreadable text, against emoji, numbers, formulas, code, other scripts and rare characters. */
export function unreadableTruth(): TruthSet {
  const readable = READABLE.flatMap((text) => [text, `${text}\n${PETITIONS[text.length]!}`]);
  return {
    positives: UNREADABLE.flatMap(([, texts]) => texts),
    nearMisses: [...readable, ...PETITIONS, ...ENGLISH, ...[0, 1, 2, 3].map((i) => article(i))],
  };
}
