import { z } from 'zod';
import type { Language } from './names.ts';
import type { PipelineSpec } from './spec.ts';

/** How much a base can read at once, and how finely it spells. */
export interface TokenLimit {
  /** Tokens of a record, its chat format's marks included. */
  readonly tokens: number;
  /** Entries of the vocabulary, which tell how it spells ([spelling.ts](../../datasets/tokens/spelling.ts)). */
  readonly vocabulary: number;
}

/** By a record's language: the limits that it has to keep to, one for each base that it may be learnt by. */
export type TokenLimits = Readonly<Record<Language, readonly TokenLimit[]>>;

const limitsSchema = z.array(z.strictObject({ tokens: z.number(), vocabulary: z.number() })).readonly();

/** `TokenLimits` in the config of a stage. */
export const tokenLimitsSchema = z.strictObject({ 'zh-TW': limitsSchema, en: limitsSchema });

interface BaseLimit extends TokenLimit {
  readonly languages: readonly Language[];
}

const BOTH: readonly Language[] = ['zh-TW', 'en'];
const ENGLISH: readonly Language[] = ['en'];

/**
 * Limits of the bases of the catalogue, for stages that run before a base is made ready; a test holds them against the
 * catalogue. They enter the stage key with the spec, which a look into the catalogue would not.
 */
export const BASE_LIMITS: Readonly<Record<string, BaseLimit>> = {
  'gemma3-270m': { tokens: 32_768, vocabulary: 262_144, languages: BOTH },
  'smollm2-135m': { tokens: 8_192, vocabulary: 49_152, languages: ENGLISH },
  'taide-llama3.1-8b': { tokens: 131_072, vocabulary: 128_256, languages: BOTH },
  'gemma3-1b': { tokens: 32_768, vocabulary: 262_144, languages: BOTH },
  'llama3.2-1b': { tokens: 131_072, vocabulary: 128_256, languages: ENGLISH },
  'llama3.1-8b': { tokens: 131_072, vocabulary: 128_256, languages: ENGLISH },
  'phi4-mini': { tokens: 131_072, vocabulary: 200_064, languages: BOTH },
  'ministral-8b': { tokens: 32_768, vocabulary: 131_072, languages: BOTH },
};

/**
 * What a record may need: the context of the base that the spec names, or of each that speaks the record's language where it
 * leaves the base open; `train.max_length` where that is less. A base that the table does not
 * know is treated like none.
 */
export function tokenLimitsOf({ base, train }: Pick<PipelineSpec, 'base' | 'train'>): TokenLimits {
  const of = (language: Language): TokenLimit[] => {
    const named = BASE_LIMITS[base];
    const speaking = Object.values(BASE_LIMITS).filter(({ languages }) => languages.includes(language));
    const limits = (named ? [named] : speaking).map(({ tokens, vocabulary }) => ({
      tokens: train.max_length === 'auto' ? tokens : Math.min(tokens, train.max_length),
      vocabulary,
    }));
    return distinct(limits);
  };
  return { 'zh-TW': of('zh-TW'), en: of('en') };
}

/** Of each vocabulary the shortest limit. */
function distinct(limits: readonly TokenLimit[]): TokenLimit[] {
  const shortest = new Map<number, TokenLimit>();
  for (const limit of limits) {
    const known = shortest.get(limit.vocabulary);
    if (known === undefined || limit.tokens < known.tokens) shortest.set(limit.vocabulary, limit);
  }
  return [...shortest.values()];
}
