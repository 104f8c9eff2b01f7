import { dice, madeText, shortText } from '../../near-duplicate/made-texts.ts';
import { PETITIONS } from '../../text/corpus.ts';

const IS_CHINESE = /\p{Script=Han}/u;

/** So many texts that differ from one another, every second one in English: petitions, clauses like a regulation's. */
export function differentTexts(count: number, seed: number): string[] {
  const roll = dice(seed);
  const written = new Set<string>();
  const [chinese, english] = [Math.ceil(count / 2), Math.floor(count / 2)];
  const drawn = { chinese: [] as string[], english: [] as string[] };
  while (drawn.chinese.length < chinese || drawn.english.length < english) {
    const made = roll(4) === 0 ? shortText(roll) : madeText(roll);
    const text = roll(3) === 0 ? PETITIONS[roll(PETITIONS.length)]! : made;
    const [own, wanted] = IS_CHINESE.test(text) ? [drawn.chinese, chinese] : [drawn.english, english];
    if (own.length >= wanted || written.has(text)) continue;
    written.add(text);
    own.push(text);
  }
  return Array.from({ length: count }, (_, n) => (n % 2 === 0 ? drawn.chinese : drawn.english)[n >> 1]!);
}

/** Labels as authorities and banks give them. */
export const LABELS: readonly string[] = [
  '工務局',
  '社會局',
  '環境保護局',
  'card_arrival',
  'Refunds',
  'other',
];
