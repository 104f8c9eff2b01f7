/** Kinds of characters that tokenizers spell alike. */
export type Kind =
  /** Everyday Han: the first level of Big5. */
  | 'han'
  | 'rareHan'
  /** Other wide characters, and typographic marks. */
  | 'wide'
  | 'digit'
  | 'mark'
  | 'lineFeed'
  /** Accented letters and other scripts. */
  | 'other';

/** Mean tokens of a tokenizer for what a text consists of. */
export interface Spelling extends Readonly<Record<Kind, number>> {
  /** A word of Latin letters, the space before it included. */
  readonly word: number;
  /** Each letter of it after the first, up to the length that words have. */
  readonly letter: number;
  /** Each letter beyond, and each capital after another: no word, but a name or a code. */
  readonly codeLetter: number;
}

/**
 * Fitted by least squares to what the tokenizers give for 8,182 texts (Taiwanese statutes, encyclopaedia articles and
 * petitions, English bank questions, technical documents and code), each kind of text weighing the same; by the size of
 * their vocabularies, which is all that a base tells before it is made ready. How far they are off: docs/quality.md.
 */
const BY_VOCABULARY: Readonly<Record<number, Spelling>> = {
  // Gemma 3
  262144: {
    ...{ han: 0.74, rareHan: 3, wide: 1.31, digit: 1, mark: 0.74, lineFeed: 1, other: 1.04 },
    ...{ word: 1.02, letter: 0.01, codeLetter: 0.4 },
  },
  // Phi-4-mini
  200064: {
    ...{ han: 0.96, rareHan: 3, wide: 1.07, digit: 0.8, mark: 0.51, lineFeed: 1, other: 1.53 },
    ...{ word: 0.92, letter: 0.04, codeLetter: 0.4 },
  },
  // Ministral
  131072: {
    ...{ han: 1.03, rareHan: 3, wide: 1.44, digit: 1, mark: 0.58, lineFeed: 1, other: 0.82 },
    ...{ word: 0.97, letter: 0.03, codeLetter: 0.4 },
  },
  // Llama 3
  128256: {
    ...{ han: 0.91, rareHan: 3, wide: 1.24, digit: 0.66, mark: 0.51, lineFeed: 1, other: 1.38 },
    ...{ word: 0.98, letter: 0.02, codeLetter: 0.4 },
  },
  // SmolLM2
  49152: {
    ...{ han: 2.09, rareHan: 3, wide: 1.33, digit: 1, mark: 0.8, lineFeed: 1, other: 1.24 },
    ...{ word: 0.95, letter: 0.03, codeLetter: 0.4 },
  },
};

/** From this size on a vocabulary has whole Han characters and words. */
const LARGE = 100_000;

/** Of a large vocabulary that nobody measured: the dearest of those that were. */
const UNKNOWN_LARGE = dearest([262_144, 200_064, 131_072, 128_256].map((size) => BY_VOCABULARY[size]!));

/** Of a small one: Han characters in bytes, Latin words in pieces. */
const UNKNOWN_SMALL: Spelling = {
  ...{ han: 2.2, rareHan: 3, wide: 1.6, digit: 1, mark: 1, lineFeed: 1, other: 1.5 },
  ...{ word: 1, letter: 0.25, codeLetter: 0.5 },
};

/** How a vocabulary of so many entries spells; 0 for one of which that is not known. */
export function spellingOf(vocabulary: number): Spelling {
  return BY_VOCABULARY[vocabulary] ?? (vocabulary >= LARGE ? UNKNOWN_LARGE : UNKNOWN_SMALL);
}

/** No UTF-16 unit counts for more than this, however it is spelt. */
export const MOST_OF_A_UNIT = 3;

function dearest(spellings: readonly Spelling[]): Spelling {
  const most = (part: keyof Spelling) => Math.max(...spellings.map((spelling) => spelling[part]));
  return {
    ...{ han: most('han'), rareHan: most('rareHan'), wide: most('wide'), digit: most('digit') },
    ...{ mark: most('mark'), lineFeed: most('lineFeed'), other: most('other') },
    ...{ word: most('word'), letter: most('letter'), codeLetter: most('codeLetter') },
  };
}
