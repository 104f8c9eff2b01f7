import { BASE_LIMITS } from '../../../../../pipeline/contracts/base-limits.ts';
import { labelled } from '../../records.ts';
import { LONG_COUNTED, TOKENIZERS, type Tokenizer } from '../../tokens/counted.ts';
import { type Score, scoreOfRecords } from './score.ts';

/** Within a tenth of the limit only the tokenizer can tell. */
const DOUBT = 0.1;
/** Beside a text: the chat format's marks and the label. */
const FRAME = 20;
/** Share of the texts that are too long. */
const OVER = 0.15;

/**
 * Texts in eight kinds of writing, of which five tokenizers counted the tokens. The limit is one that part of them is over by
 * a tenth or more; those that keep to it by a tenth or more are the near misses. All of one language, whose lengths are
 * alike, are judged by one limit, as a base's context would.
 */
export async function tooLongScores(): Promise<Score[]> {
  const scores: Score[] = [];
  for (const tokenizer of Object.keys(TOKENIZERS) as Tokenizer[]) scores.push(await scoreOfBase(tokenizer));
  return scores;
}

async function scoreOfBase(tokenizer: Tokenizer): Promise<Score> {
  const base = Object.entries(BASE_LIMITS).find(([, one]) => one.vocabulary === TOKENIZERS[tokenizer])![0];
  const all = LONG_COUNTED.texts.map((text, n) => ({
    text,
    tokens: LONG_COUNTED.tokens[tokenizer][n]! + FRAME,
  }));
  const sorted = all.map(({ tokens }) => tokens).sort((a, b) => a - b);
  const limit = sorted[Math.floor((1 - OVER) * sorted.length)]!;
  const [faulty, nearMisses] = [new Set<string>(), new Set<string>()];
  const told = all.filter(({ tokens }) => Math.abs(tokens / limit - 1) >= DOUBT);
  const records = told.map(({ text, tokens }, n) => {
    (tokens > limit ? faulty : nearMisses).add(`r${n}`);
    return labelled(`r${n}`, text, '工務局');
  });
  const spec = { base, train: { max_length: limit } };
  return scoreOfRecords('too_long', { of: tokenizer, records, faulty, nearMisses, spec });
}
