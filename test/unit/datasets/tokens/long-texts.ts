import { dice, madeText } from '../near-duplicate/made-texts.ts';
import { article, ENGLISH, PETITIONS } from '../text/corpus.ts';

type Roll = ReturnType<typeof dice>;

const IS_CHINESE = /\p{Script=Han}/u;

const SUBJECTS = [
  'The tenant',
  'A customer',
  'Our office',
  'The ministry',
  'Her lawyer',
  'Every applicant',
  'The bank',
];
const VERBS = [
  'has asked for',
  'will have to return',
  'objected to',
  'never received',
  'may inspect',
  'is paying for',
];
const OBJECTS = [
  'the amended contract',
  'a replacement card',
  'last month’s invoices',
  'the minutes of the hearing',
];
const ENDS = [
  'before the end of the year',
  'without giving any reason',
  'at the branch in Kaohsiung',
  'as agreed in 2019',
];

const of = <T>(list: readonly T[], roll: Roll): T => list[roll(list.length)]!;

/** A sentence or paragraph of one kind of text. */
const KINDS: readonly ((roll: Roll) => string)[] = [
  (roll) => of(PETITIONS, roll),
  (roll) => article(roll(400)),
  (roll) => made(roll, true),
  (roll) => made(roll, false),
  (roll) => `${of(SUBJECTS, roll)} ${of(VERBS, roll)} ${of(OBJECTS, roll)} ${of(ENDS, roll)}.`,
  (roll) => of(ENGLISH, roll),
  (roll) => (roll(3) === 0 ? of(ENGLISH, roll) : of(PETITIONS, roll)),
  (roll) => `${of(['中山區', '大安區', '信義區'], roll)}\t${roll(10_000)}\t${roll(100)}.${roll(10)}%`,
];

function made(roll: Roll, chinese: boolean): string {
  for (;;) {
    const text = madeText(roll);
    if (IS_CHINESE.test(text) === chinese) return text;
  }
}

/** How many texts there are. */
export const LONG_TEXTS = 880;

/** The n-th of them, the same every time: one of eight kinds, of 1,500 to 5,000 characters, thrice that in English. */
export function longText(n: number): string {
  const roll = dice(1_000 + n);
  const kind = KINDS[n % KINDS.length]!;
  const characters = (1_500 + roll(3_500)) * (IS_CHINESE.test(kind(dice(n))) ? 1 : 3);
  let text = '';
  while (text.length < characters) text += `${text === '' ? '' : of(['\n', ' ', ''], roll)}${kind(roll)}`;
  return text.slice(0, characters);
}
