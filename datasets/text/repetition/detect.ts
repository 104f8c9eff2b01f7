import { excerpt } from '../../excerpt.ts';
import { type Echoes, echoesOf, GRAM } from './echoes.ts';
import { type Letters, lettersOf, weightOfRange } from './letters.ts';
import { repeatedSentences } from './sentences.ts';
import { type Tandem, tandemsOf } from './tandem.ts';

export interface Repetition {
  /**
   * `in_a_row`: one thing again and again without anything between; `sentences`: the same sentences or lines among
   * others; `marks`: one mark of punctuation.
   */
  readonly kind: 'in_a_row' | 'sentences' | 'marks';
  /** Share of the text that this takes: 0–1. */
  readonly share: number;
  /** What is said again and again, and how often. */
  readonly phrase: string;
  readonly times: number;
}

/**
 * The largest share of duplicates that Rae et al. 2021 (Gopher, table A1: duplicate lines, duplicate paragraphs) leave
 * in training data.
 */
const IN_A_ROW_SHARE = 0.3;
/** Among other sentences a refrain may well take a third of a poem or a song; from half on nothing new is said. */
const SENTENCES_SHARE = 0.5;
/**
 * Of three copies in a row two are echoes, but for the last letters: with a smaller share of echoes among the letters
 * neither of the shares above can be reached. Among sentences the shortest make the fewest.
 */
const ECHOES_IN_A_ROW = 0.15;
const ECHOES_OF_SENTENCES = 0.2;
/** Letters and digits under which nothing is repetition. */
const SHORTEST = 16;
const MARKS = /([!?！？。，,、；;~～])\1{15,}/;

/**
 * Whether a text says one thing over and over, as a model does that got stuck or a hand that copied too often. Lists,
 * parallel clauses, tables, refrains and slogans repeat on purpose, and less.
 */
export function detectRepetition(text: string): Repetition | null {
  const letters = lettersOf(text);
  // Fewer letters than signs: only then may signs be what is repeated.
  if (letters.length < text.length * (1 - IN_A_ROW_SHARE)) {
    const marks = repeatedMarks(text);
    if (marks) return marks;
  }
  const echoes = letters.length < SHORTEST ? null : echoesOf(letters);
  if (!echoes || echoes.count < ECHOES_IN_A_ROW * letters.length - GRAM) return null;
  const total = weightOfRange(letters, 0, letters.length);
  const inARow = repeatedInARow(letters, echoes, text, total);
  if (inARow) return inARow;
  if (echoes.count < ECHOES_OF_SENTENCES * letters.length) return null;
  // From here on the letters are overwritten.
  const sentences = repeatedSentences(text);
  if (!sentences || sentences.weight < SENTENCES_SHARE * total) return null;
  const { weight, sentence, times } = sentences;
  return { kind: 'sentences', share: weight / total, phrase: excerpt(sentence, 40), times };
}

function repeatedInARow(letters: Letters, echoes: Echoes, text: string, total: number): Repetition | null {
  const tandems = tandemsOf(letters, echoes, text);
  if (tandems.length === 0) return null;
  const covered = new Uint8Array(letters.length);
  for (const { from, to } of tandems) covered.fill(1, from, to);
  let weight = 0;
  for (let i = 0; i < letters.length; i++) if (covered[i]) weight += weightOfRange(letters, i, i + 1);
  if (weight < IN_A_ROW_SHARE * total) return null;
  const longest = tandems.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
  const phrase = phraseOf(longest, letters, text);
  const times = Math.floor(longest.copies);
  return { kind: 'in_a_row', share: weight / total, phrase: excerpt(phrase, 40), times };
}

function lengthOf({ from, to }: Tandem): number {
  return to - from;
}

/** What is repeated, from the beginning of a sentence if there is one in it. */
function phraseOf({ from, period }: Tandem, { places }: Letters, text: string): string {
  const [start, second] = [places[from]!, places[from + period]!];
  const end = text.slice(start, second).search(/[。！？；!?;\n]/) + 1;
  return text.slice(start + end, second + end);
}

function repeatedMarks(text: string): Repetition | null {
  const run = text.match(MARKS);
  if (!run || run[0].length < IN_A_ROW_SHARE * text.length) return null;
  return { kind: 'marks', share: run[0].length / text.length, phrase: run[1]!, times: run[0].length };
}
