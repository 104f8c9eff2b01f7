/** Runs side by side, in English. */
export const runsEn = {
  kind: 'Comparison of runs',
  title: (names: string) => `Comparison: ${names}`,
  sections: {
    result: 'Result',
    settings: 'What was set differently',
    data: 'Data',
    classes: 'Classes',
  },
  best: (letter: string, metric: string, value: string) =>
    `Run ${letter} has the highest ${metric}: ${value}.`,
  conclusion: {
    better: (letter: string, reference: string) =>
      `${letter} is better than ${reference}; luck does not explain the difference.`,
    worse: (letter: string, reference: string) =>
      `${letter} is worse than ${reference}; luck does not explain the difference.`,
    open: (letter: string, reference: string) =>
      `Between ${letter} and ${reference} the difference may be luck.`,
  },
  otherTest:
    'These runs were tested on different records. Their figures show how each did on its own test, not which is better: run them again with the same test file.',
  noPairs: 'For this kind of task the intervals alone tell how sure the figures are.',
  run: 'Run',
  chart: (metric: string) => `${metric} with its interval`,
  version: (version: string) => `published as version ${version}`,
  notPublished: 'not published',
  pairs: 'On the same records, against the first run',
  difference: (metric: string) => `${metric} (points)`,
  accuracy: 'Accuracy (points)',
  interval: 'Interval',
  test: 'Chance (permutation test)',
  mcnemar: 'Chance (McNemar)',
  onlyHere: 'Right only here',
  onlyThere: 'Right only in the first',
  field: 'Setting',
  sameSettings: 'Nothing: all settings are the same.',
  notSet: 'not set',
  facts: {
    dataset: 'Dataset',
    uploaded: 'Records uploaded',
    generated: 'Records generated',
    train: 'To train',
    validation: 'To validate',
    test: 'To test',
    testDigest: 'Test records',
    base: 'Base model',
    time: 'Time of work',
  },
  datasetVersion: (name: string, version: string) => `${name}, version ${version}`,
  classLead:
    'F1 of each class; the classes on which the runs differ most come first. The best of a row is bold.',
  label: 'Class',
  moreClasses: (count: string) => `${count} more classes`,
  file: 'everything on this page (JSON)',
};
