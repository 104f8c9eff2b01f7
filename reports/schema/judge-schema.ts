import { z } from 'zod';
import type { JudgeReport } from '../../pipeline/contracts/judge.ts';
import { SYSTEM_IDS } from '../../pipeline/contracts/names.ts';

const count = z.number().int().min(0);
const share = z.number().describe('0 to 1.');
const interval = z.tuple([z.number(), z.number()]).describe('Low and high end, exact.');

/** A text model's verdicts on generated texts. */
export const judgeSchema = z
  .looseObject({
    model: z.string(),
    inside: z.boolean().describe('false: personal data was masked before it left.'),
    prompt: z.string().describe('Id of the prompt, its version included.'),
    records: count.describe('Test records that were judged.'),
    of: count.describe('Test records.'),
    questions: count,
    masked: count.describe('Pieces of personal data that were masked.'),
    confidence: share.describe('Of every interval.'),
    controls: z
      .looseObject({
        tried: count,
        held: count.describe('The expected answer was named in both orders.'),
        fooled: count.describe(
          'The worthless answer was named, or held to be as good, in at least one order.',
        ),
        failed: count.describe('No verdict in at least one order.'),
      })
      .describe('Worthless answers beside the expected one: whether the judge sees through them.'),
    comparisons: z.array(
      z.looseObject({
        candidate: z.enum(SYSTEM_IDS),
        reference: z.enum(SYSTEM_IDS),
        records: count,
        identical: count.describe('Both answers are the same text; nobody was asked.'),
        candidate_better: count.describe('Both orders name the candidate.'),
        reference_better: count.describe('Both orders name the reference.'),
        ties: count.describe('Both orders say that they are equally good.'),
        contradictory: count.describe('The two orders contradict each other.'),
        favoured: z
          .looseObject({ first: count, second: count })
          .describe('Of the contradictory ones: whatever stood first, or second, was named both times.'),
        failed: count.describe('No verdict in at least one order.'),
        failures: z
          .looseObject({ unanswered: count, unreadable: count })
          .describe('Questions without a verdict.'),
        agreement: z
          .looseObject({ share, interval })
          .nullable()
          .describe('Of the records with a verdict in both orders, those on which they agree.'),
        preferred: z
          .looseObject({
            share,
            interval,
            p: share.describe('Exact two-sided sign test.'),
          })
          .nullable()
          .describe('The candidate’s share of the records that were decided; null where none was.'),
      }),
    ),
  })
  .describe(
    'What a text model says of generated texts, each pair shown in both orders.',
  ) satisfies z.ZodType<JudgeReport>;
