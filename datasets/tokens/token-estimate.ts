import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { BIG5_FREQUENT, hanLevels } from '../text/charsets/han-levels.ts';
import { type Kind, MOST_OF_A_UNIT, type Spelling, spellingOf } from './spelling.ts';

/** Tokens of a chat format's marks around one prompt and its answer. */
const CHAT_MARKS = 16;

/** Of a hundred texts 99 need no more than this many times the likely number, and so many tokens more. */
const BOUND = { times: 1.25, more: 2 };

/** Letters that words have at most; longer runs are addresses, keys, codes. */
const LONGEST_WORD = 12;
/** Spaces in a row are spelt together. */
const INDENTED_SPACE = 1 / 16;

/**
 * Tokens that a text will need at most, nearly always, told from its characters alone: loading the tokenizer is the
 * trainer's business. An estimate above the truth costs nothing: batches are only as long as their longest record.
 */
export function estimateTokens(text: string, vocabulary: number): number {
  if (text === '') return 0;
  return Math.ceil(BOUND.times * likelyTokens(text, vocabulary) + BOUND.more);
}

/**
 * Tokens that a text will most likely need: as many too few as too many. In texts of thousands of tokens, which alone come
 * near what a base reads, it is off by a few per cent; in a single sentence by up to a fifth.
 */
export function likelyTokens(text: string, vocabulary: number): number {
  const spelling = spellingOf(vocabulary);
  const kinds = kindsOfUnits();
  const costs = COSTED.map((kind) => (kind === null ? 0 : spelling[kind]));
  let tokens = 0;
  // Letters of the word so far, 0 outside of one.
  let letters = 0;
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = kinds[unit]!;
    if (kind === LETTER) {
      tokens += letterTokens(unit, before, letters, spelling);
      // What goes on after a digit is a code, and no word however short.
      letters += kinds[before] === DIGIT ? LONGEST_WORD : 1;
    } else {
      letters = 0;
      if (kind === SPACE) tokens += before === 0x20 || before === 0x0a ? INDENTED_SPACE : 0;
      // Marks go together with letters and with one another, not with digits.
      else tokens += kind === MARK && kinds[before] === DIGIT ? 1 : costs[kind]!;
    }
    before = unit;
  }
  return tokens;
}

function letterTokens(unit: number, before: number, letters: number, spelling: Spelling): number {
  if (letters === 0) return spelling.word;
  const [isCapital, wasCapital] = [unit < 0x61, before < 0x61];
  // The second half of camelCase is a word of its own.
  if (isCapital && !wasCapital) return spelling.word;
  return isCapital || letters >= LONGEST_WORD ? spelling.codeLetter : spelling.letter;
}

/** Kinds by number; LETTER, SPACE and the second half of a pair cost what stands around them, or nothing. */
const COSTED: readonly (Kind | null)[] = [
  ...(['other', 'han', 'rareHan', 'wide', 'digit', 'mark', 'lineFeed'] as const),
  ...[null, null, null],
];
const [LETTER, SPACE, SECOND_HALF] = [7, 8, 9];
const numberOf = (kind: Kind): number => COSTED.indexOf(kind);
const [DIGIT, MARK] = [numberOf('digit'), numberOf('mark')];

/** From here on characters are wide, but for the marks of Western typography. */
const WIDE_FROM = 0x2e80;

let table: Uint8Array | undefined;

function kindsOfUnits(): Uint8Array {
  if (table) return table;
  const kinds = new Uint8Array(0x10000);
  kinds.fill(numberOf('mark'), 0, 0x80);
  kinds.fill(numberOf('digit'), 0x30, 0x3a);
  kinds.fill(LETTER, 0x41, 0x5b);
  kinds.fill(LETTER, 0x61, 0x7b);
  kinds[0x20] = SPACE;
  kinds[0x0a] = numberOf('lineFeed');
  kinds.fill(numberOf('wide'), 0x2010, 0x2040);
  kinds.fill(numberOf('wide'), WIDE_FROM);
  const levels = hanLevels();
  for (let code = 0x3400; code <= 0x9fff; code++) {
    kinds[code] = numberOf(levels[code]! & BIG5_FREQUENT ? 'han' : 'rareHan');
  }
  // A pair is a rare character as a rule, counted once.
  kinds.fill(numberOf('rareHan'), 0xd800, 0xdc00);
  kinds.fill(SECOND_HALF, 0xdc00, 0xe000);
  table = kinds;
  return kinds;
}

/** Likely tokens of a record as it is learnt: its turns, and the marks of a chat format. Nothing is added by a prompt. */
export function likelyRecordTokens({ messages }: DatasetRecord, vocabulary: number): number {
  const tokens = messages.reduce((sum, { content }) => sum + likelyTokens(content, vocabulary), CHAT_MARKS);
  return Math.round(tokens);
}

/** Whether a record may need more than `limit` tokens, however it is spelt: quick, and false for most. */
export function mayExceed({ messages }: DatasetRecord, limit: number): boolean {
  let most = CHAT_MARKS;
  for (const { content } of messages) most += MOST_OF_A_UNIT * content.length;
  return most > limit;
}

/** Tokens that 99 % of the records do not exceed (nearest rank), and those of the longest, with the chat format's marks;
 *  0 for none. */
export function tokenNeeds(counts: readonly number[]): { tokensP99: number; tokensLongest: number } {
  if (counts.length === 0) return { tokensP99: 0, tokensLongest: 0 };
  const sorted = [...counts].sort((a, b) => a - b);
  return {
    tokensP99: sorted[Math.ceil(0.99 * sorted.length) - 1]! + CHAT_MARKS,
    tokensLongest: sorted.at(-1)! + CHAT_MARKS,
  };
}
