import type { ReportTexts } from './report-texts.ts';

export const glossaryEn: ReportTexts['glossary'] = {
  baseModel: {
    term: 'Base model',
    meaning: 'The language model before it saw your data: what the tuned one is measured against.',
  },
  tunedModel: {
    term: 'Tuned model',
    meaning: 'The base model with the adjustments learnt from your data (a LoRA adapter).',
  },
  testRecords: {
    term: 'Test records',
    meaning: 'Records kept out of training and used, like exam questions, to mark the model.',
  },
  accuracy: { term: 'Accuracy', meaning: 'The share of all test records that were sorted correctly.' },
  precision: {
    term: 'Precision',
    meaning:
      'Of the records put in a class, the share that truly belongs there. Low: cases of other classes are sent here.',
  },
  recall: {
    term: 'Recall',
    meaning:
      'Of the records that belong in a class, the share that was found. Low: cases of this class are sent elsewhere.',
  },
  f1: { term: 'F1', meaning: 'The harmonic mean of precision and recall; high only if both are high.' },
  macro: {
    term: 'Mean of classes (macro)',
    meaning: 'Worked out for each class first, then averaged, so that every class counts the same.',
  },
  support: {
    term: 'Test records of a class',
    meaning: 'How many records of the class the test has. With few, its figures are only a hint.',
  },
  interval: {
    term: 'Confidence interval',
    meaning:
      'The test is a sample, so figures carry error; the interval is where the true figure may lie. 95% means: of 100 such estimates about 95 cover the true value.',
  },
  p: {
    term: 'p value',
    meaning:
      'Were both models equally good, the chance of so large a difference by luck. The smaller, the less it looks like luck.',
  },
  confusion: {
    term: 'Confusion matrix',
    meaning: 'A grid of what each true class was taken for; it shows at a glance which classes are mixed up.',
  },
  confidence: {
    term: 'Confidence',
    meaning:
      'The probability that the model gives its own answer. Of answers with 90% confidence nine in ten should be right; then it is well calibrated.',
  },
  rankingCurves: {
    term: 'ROC and precision-recall curves',
    meaning:
      'Records are sorted by the probability of a class: do its own come first? The closer the area under the curve to 1, the better the class is told from the rest.',
  },
  loss: {
    term: 'Loss',
    meaning: 'How far answers are from the right ones during training; lower is better.',
  },
  epoch: { term: 'Epoch', meaning: 'One pass through all training records.' },
  digest: {
    term: 'Digest',
    meaning: 'A fingerprint of a file’s content (SHA-256); change one character and it is another.',
  },
};
