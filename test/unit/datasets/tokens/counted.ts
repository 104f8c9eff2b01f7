import { readFileSync } from 'node:fs';
import { ENGLISH, PETITIONS } from '../text/corpus.ts';
import { READABLE } from '../text/unreadable/truth-set.ts';
import { LONG_TEXTS, longText } from './long-texts.ts';

/**
 * Tokenizers by the size of their vocabulary. Counted with the tokenizers of the bases Gemma 3 270M and SmolLM2 135M as the
 * trainer loads them, tekken_240911 of the Python package mistral-common, o200k_base (Phi-4-mini's) of the npm package
 * gpt-tokenizer, and llama3-tokenizer-js. `npx tsx bench/tokens.ts --tokenizer FILE --vocabulary N` counts anew.
 */
export const TOKENIZERS = {
  'Gemma 3': 262_144,
  'Phi-4-mini': 200_064,
  Ministral: 131_072,
  'Llama 3': 128_256,
  SmolLM2: 49_152,
} as const;
export type Tokenizer = keyof typeof TOKENIZERS;

/** Texts with the tokens that a tokenizer really gives for each. */
export interface Counted {
  readonly texts: readonly string[];
  readonly tokens: Readonly<Record<Tokenizer, readonly number[]>>;
}

const counts = JSON.parse(readFileSync(new URL('counted.json', import.meta.url), 'utf8')) as Record<
  'short' | 'long',
  Counted['tokens']
>;

/** Letters, sentences, and texts with odd characters: of a line each. */
export const SHORT_TEXTS: readonly string[] = [
  ...PETITIONS.filter((_, n) => n % 5 === 0),
  ...ENGLISH,
  ...READABLE,
];

/** Texts of thousands of characters. */
export const LONG_COUNTED: Counted = {
  texts: Array.from({ length: LONG_TEXTS }, (_, n) => longText(n)),
  tokens: counts.long,
};

export const SHORT_COUNTED: Counted = { texts: SHORT_TEXTS, tokens: counts.short };
