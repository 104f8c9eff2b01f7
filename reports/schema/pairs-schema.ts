import { z } from 'zod';
import type { PairPreference } from '../../pipeline/contracts/pair-preference.ts';

const count = z.number().int().min(0);
const share = z.number().describe('0 to 1.');

/** What tuning made of pairs of answers. */
export const pairsSchema = z
  .looseObject({
    pairs: count.describe('Test records with a better and a worse answer.'),
    of: count.describe('Test records.'),
    preferred: count.describe(
      'Pairs whose better answer gained more log-likelihood over the base than the worse one.',
    ),
    share,
    interval: z.tuple([z.number(), z.number()]).describe('Low and high end of the share, exact.'),
    confidence: share.describe('Of the interval.'),
    p: share.describe('Exact two-sided sign test against a half.'),
    margin: z.number().describe('By how much more it gained, on average, in nats.'),
  })
  .describe('What tuning made of pairs of answers.') satisfies z.ZodType<PairPreference>;
