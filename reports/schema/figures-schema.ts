import { z } from 'zod';
import { SWAP_KINDS } from '../../pipeline/contracts/bias.ts';
import {
  type ClassificationFigures,
  FILE_INTERVAL_METRICS,
} from '../../pipeline/contracts/classification-figures.ts';
import type { EvaluationDetails } from '../../pipeline/contracts/evaluation-details.ts';
import { SYSTEM_IDS } from '../../pipeline/contracts/names.ts';
import {
  classDifference,
  classFields,
  confusionSchema,
  count,
  interval,
  localizedSchema,
  pairedFields,
  scalarFields,
  share,
  text,
} from './metric-schema.ts';

const averages = z
  .looseObject({ macro: share.nullable(), weighted: share.nullable(), micro: share.nullable() })
  .describe('Averages over the classes, each against the rest; micro of all decisions pooled.');
const coveragePoint = z.looseObject({ threshold: share, coverage: share, accuracy: share });
const curve = z.array(z.tuple([share, share])).describe('Points (x, y), thinned for drawing.');
const curves = { roc: curve, pr: curve };

const probabilityFields = {
  top_k: z
    .record(text, share)
    .nullable()
    .describe('k → share of records whose true class is among the k most probable.'),
  log_loss: z.number().nullable(),
  brier: z.number().nullable().describe('0 to 2.'),
  ece: share.nullable().describe('Expected calibration error.'),
  roc_auc: averages.nullable(),
  average_precision: averages.nullable(),
  reliability: z
    .array(z.looseObject({ low: share, high: share, n: count, confidence: share, accuracy: share }))
    .describe('Answers by confidence.'),
  coverage: z.array(coveragePoint).describe('What remains when answers below a threshold go to a person.'),
  hand_over: z
    .looseObject({
      target: share,
      point: coveragePoint.nullable(),
      chosen: z
        .looseObject({
          on: z.enum(['validation', 'cross_fitting']),
          n: count,
          folds: count.nullable(),
        })
        .exactOptional()
        .describe('Which records chose the threshold; what it brings is told by others.'),
    })
    .nullable()
    .describe('The threshold that answers most and reaches the target; null where none does.'),
  curves: z
    .looseObject({
      macro: z.looseObject(curves),
      classes: z.array(z.looseObject({ label: text, ...curves })),
    })
    .nullable()
    .describe('ROC (false positive rate, true positive rate) and precision-recall (recall, precision).'),
};

const classFigures = z.looseObject({
  ...classFields,
  fbeta: z.record(text, share.nullable()).describe('β → F-beta.'),
  f1_interval: interval.nullable(),
  roc_auc: share.nullable(),
  average_precision: share.nullable(),
});

const detectable = z
  .looseObject({
    difference: share.nullable(),
    power: share,
    alpha: share,
    discordance: share,
    basis: z.enum(['observed', 'assumed']),
    words: localizedSchema,
  })
  .describe('The smallest difference of accuracy that this test would notice.');

const slice = z.looseObject({
  by: text.describe('length, source, label_group, label_records, or a column.'),
  value: text,
  n: count,
  accuracy: share,
  accuracy_interval: interval,
  macro_f1: share,
  macro_f1_interval: interval,
  gap: z.number().nullable().describe('Accuracy here − accuracy of the others.'),
  gap_interval: interval.nullable(),
});

const metricIntervals = z.record(z.enum(FILE_INTERVAL_METRICS), interval.nullable());

const comparison = z.looseObject({
  ...pairedFields,
  detectable,
  per_class: z.array(classDifference),
  baseline: z.looseObject({
    accuracy: share,
    macro_f1: share,
    intervals: metricIntervals,
    f1: z.record(text, share.nullable()),
  }),
});

/** One system's figures on one test: what `touchstone evaluate --json` prints. */
export const figuresSchema = z.looseObject({
  format: z.literal(1),
  task: z.literal('classification'),
  ...scalarFields,
  confidence: z.number().describe('Of every interval, 0 to 1.'),
  bootstrap_draws: count,
  fbeta: z.record(text, share).describe('β → mean F-beta of the classes.'),
  ...probabilityFields,
  per_class: z.record(text, classFigures).describe('By label.'),
  confusion: confusionSchema,
  intervals: metricIntervals.describe('Bootstrap intervals; null where the metric is undefined.'),
  detectable,
  slices: z.array(slice),
  comparison: comparison.nullable().describe('Against the baseline; null without one.'),
}) satisfies z.ZodType<ClassificationFigures>;

const explanation = z
  .looseObject({
    id: text,
    label: text,
    probability: share,
    segments: z.array(z.looseObject({ text, shift: z.number().describe('−1 to 1.') })),
  })
  .describe('By how much the probability of an answer falls when one segment of the text is left out.');

const swapExample = z.looseObject({
  id: text,
  before: text,
  after: text,
  truth: text,
  answer: text,
  swapped_answer: text,
});

export const biasSchema = z
  .looseObject({
    lists_version: count,
    records: count.describe('Test records that were looked through.'),
    kinds: z.array(
      z.looseObject({
        kind: z.enum(SWAP_KINDS),
        found: count.describe('Records that hold something to exchange.'),
        n: count.describe('Records that were asked again.'),
        changed: count,
        share: share.nullable(),
        interval: interval.nullable(),
        became_wrong: count,
        became_right: count,
        mean_shift: share.nullable().describe('Mean change of the probability of the first answer.'),
        examples: z.array(swapExample),
      }),
    ),
  })
  .describe('How often the answer changes when names, gender or origin are exchanged.');

/** What an evaluation says of the tuned model beyond its headline figures. */
export const detailsSchema = z
  .looseObject({
    format: z.literal(1),
    figures: figuresSchema.describe('Of the tuned model.'),
    class_differences: z.array(
      z.looseObject({ reference: z.enum(SYSTEM_IDS), classes: z.array(classDifference) }),
    ),
    bias: biasSchema.nullable(),
    explanations: z.array(explanation).exactOptional(),
  })
  .describe(
    'The tuned model in detail; null of answers that were written.',
  ) satisfies z.ZodType<EvaluationDetails>;
