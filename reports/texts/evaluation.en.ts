/** The report on a file of predictions, in English. */
export const evaluationEn = {
  kind: 'Evaluation of predictions',
  title: (name: string) => `${name}: evaluation`,
  candidate: 'These predictions',
  baseline: 'Baseline',
  sections: {
    result: 'Result',
    advice: 'Advice',
    metrics: 'All figures',
    classes: 'Classes',
    confidence: 'Can its confidence be trusted?',
    slices: 'Parts of the records, and fairness',
    bias: 'Does a name or gender change the answer?',
    examples: 'Wrong answers',
    glossary: 'Words',
  },
  right: (right: string, n: string) =>
    `About ${right} of 100 records are answered right (${n} test records).`,
  baselineRight: (right: string) => `The baseline answers ${right} of 100 right.`,
  interval: (confidence: string, range: string) =>
    `With another test of the same size, accuracy would lie in ${range} in ${confidence} of the cases.`,
  conclusion: {
    better: 'The predictions are better than the baseline; luck does not explain the difference.',
    worse: 'The predictions are worse than the baseline; luck does not explain the difference.',
    open: 'The difference from the baseline may be luck.',
  },
  paired: (difference: string, low: string, high: string, p: string, mcnemar: string) =>
    `Macro-F1 differs by ${difference} points [${low} to ${high}], permutation test ${p}; accuracy by McNemar's test: ${mcnemar}.`,
  against: 'the baseline',
  onlyOne: (mine: string, theirs: string) =>
    `${mine} records are right only here, ${theirs} only in the baseline.`,
  classLead: 'The weakest classes first. The line in a bar is the baseline, where there is one.',
  regressions: 'Right in the baseline, wrong here',
  lostClasses: {
    title: 'Some classes are worse than in the baseline',
    action:
      'Look at the wrong examples of these classes below. If the baseline is in use today, weigh this against what is gained elsewhere.',
  },
  files: {
    'report.json': 'all figures (JSON)',
    'report.schema.json': 'what its fields mean (JSON Schema)',
    'junit.xml': 'for CI (JUnit)',
    'summary.md': 'summary (Markdown)',
    'predictions.csv': 'every record (CSV)',
  },
};
