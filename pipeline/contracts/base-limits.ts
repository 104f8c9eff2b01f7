import type { PipelineSpec } from './spec.ts';

/** How much a base can read at once, and how finely it spells. */
export interface TokenLimit {
  /** Tokens of a record, its chat format's marks included. */
  readonly tokens: number;
  /** Entries of the vocabulary: one with fewer than 100,000 spells Han characters in bytes. */
  readonly vocabulary: number;
}

/**
 * Limits of the bases of the catalogue, for stages that run before a base is made ready; a test holds them against the
 * catalogue. They enter the stage key with the spec, which a look into the catalogue would not.
 */
export const BASE_LIMITS: Readonly<Record<string, TokenLimit>> = {
  'gemma3-270m': { tokens: 32_768, vocabulary: 262_144 },
  'smollm2-135m': { tokens: 8_192, vocabulary: 49_152 },
  'taide-llama3.1-8b': { tokens: 131_072, vocabulary: 128_256 },
  'gemma3-1b': { tokens: 32_768, vocabulary: 262_144 },
  'llama3.2-1b': { tokens: 131_072, vocabulary: 128_256 },
  'llama3.1-8b': { tokens: 131_072, vocabulary: 128_256 },
  'phi4-mini': { tokens: 131_072, vocabulary: 200_064 },
  'ministral-8b': { tokens: 131_072, vocabulary: 131_072 },
};

/** Where the spec leaves the base open: the shortest context of any, in tokens of a base for Chinese. */
const ANY_BASE: TokenLimit = { tokens: 8_192, vocabulary: 128_256 };

/** What a record may need: the context of the base that the spec names, or `train.max_length` where that is less. */
export function tokenLimitOf({ base, train }: Pick<PipelineSpec, 'base' | 'train'>): TokenLimit {
  const limit = BASE_LIMITS[base] ?? ANY_BASE;
  return train.max_length === 'auto' ? limit : { ...limit, tokens: Math.min(limit.tokens, train.max_length) };
}
