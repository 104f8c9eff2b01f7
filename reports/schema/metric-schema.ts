import { z } from 'zod';

/** Pieces of schema that the figures of a run and those of a file of predictions have in common. */
export const count = z.number().int().min(0);
export const text = z.string();
export const share = z.number().describe('0 to 1.');
export const interval = z.tuple([z.number(), z.number()]).describe('Low and high end.');
export const localizedSchema = z.object({ 'zh-TW': text, en: text });

/** Metrics of one system that are one number. */
export const scalarFields = {
  n: count.describe('Test records.'),
  accuracy: share,
  balanced_accuracy: share.nullable(),
  macro_precision: share,
  macro_recall: share,
  macro_f1: share.describe('Mean of the F1 of the classes; an undefined one counts as 0.'),
  micro_f1: share,
  weighted_f1: share,
  mcc: z.number().nullable().describe("Matthews' correlation coefficient."),
  kappa: z.number().nullable().describe("Cohen's kappa."),
};

export const classFields = {
  precision: share.nullable().describe('null where the class was never answered.'),
  recall: share.nullable().describe('null where the test has no record of the class.'),
  f1: share.nullable(),
  support: count.describe('Test records of this class.'),
  predicted: count.describe('Times this class was answered.'),
};

export const confusionSchema = z
  .looseObject({ labels: z.array(text), matrix: z.array(z.array(count)) })
  .describe('matrix[true][answered], both in the order of labels.');

/** Two systems on the same records. */
export const pairedFields = {
  accuracy_difference: z.number().describe('candidate − reference.'),
  macro_f1_difference: z.number().describe('candidate − reference.'),
  interval: interval.describe('Paired bootstrap interval of the macro-F1 difference.'),
  cautious_low: z
    .number()
    .describe(
      'Lower bound of that difference that also allows for losses which so few records may not show.',
    ),
  mcnemar_p: share.describe('Exact two-sided McNemar test on correct and incorrect.'),
  macro_f1_p: share.describe('Two-sided paired permutation test on macro-F1.'),
  only_candidate_correct: count,
  only_reference_correct: count,
};

/** One class, label, type or field of two systems compared. */
export const classDifference = z.looseObject({
  label: text,
  f1_difference: z.number(),
  p: share.describe('Two-sided paired permutation test.'),
  holm_p: share.describe('Corrected by Holm for the number of classes or parts.'),
});
