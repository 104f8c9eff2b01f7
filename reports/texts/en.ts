import { adviceEn } from './advice.en.ts';
import { dataEn, settingsEn } from './data.en.ts';
import { generateEn } from './generate.en.ts';
import { glossaryEn } from './glossary.en.ts';
import { looksEn } from './look-texts.ts';
import { partsEn } from './part-texts.ts';
import { peersEn } from './peers.en.ts';
import { phrase } from './phrase.ts';
import type { ReportTexts } from './report-texts.ts';

export const en: ReportTexts = {
  page: {
    kind: 'Model evaluation report',
    title: (name) => `${name}: model evaluation report`,
    skip: 'Skip to the text',
    contents: 'Contents',
    otherLanguage: '中文',
    made: 'Made',
    base: 'Base model',
    dataset: 'Dataset',
    testRecords: 'Test records',
    records: (count) => count,
    files: 'The same report in other forms',
    fullLabels: 'Labels in full',
    fullLabelsLead: 'These labels are too long for the text, which shows only their beginning.',
    cutLabel: (characters) => `… (${characters} characters in all; the whole is in report.json)`,
  },
  sections: {
    verdict: 'Verdict',
    advice: 'Advice',
    comparison: 'Compared with the base model',
    classes: 'Class by class',
    confidence: 'Can its confidence be trusted?',
    slices: 'Parts of the records',
    bias: 'Does a name or gender change the answer?',
    examples: 'Examples it got wrong',
    data: 'What was done to the data',
    training: 'How it was trained',
    resources: 'Time, energy and cost',
    reproduce: 'How to do it again',
    glossary: 'Words used here',
  },
  systems: { base: 'Base', tuned: 'Tuned', production: 'Production' },
  systemsInText: {
    base: 'the base model',
    tuned: 'the tuned model',
    production: 'the version in production',
  },
  verdicts: {
    PASS: { word: 'Pass', sentence: 'The tuned model is better and may be published.' },
    FAIL: { word: 'Fail', sentence: 'The tuned model missed the gate and should not be published.' },
    INCONCLUSIVE: {
      word: 'Inconclusive',
      sentence: 'There is not enough evidence to say whether the tuned model is better.',
    },
  },
  verdict: {
    perHundred: (tuned, base, production) =>
      `Of every 100 items about ${tuned} are sorted correctly; the base model manages ${base}${production === null ? '' : `, the version in production ${production}`}.`,
    meaning: 'What this means for your work',
    remaining: (wrong, baseWrong) =>
      `About ${wrong} of every 100 items will still be wrong (base model: ${baseWrong}), so a person has to check the results.`,
    interval: (n, confidence, range) =>
      `This was measured on ${n} records the model had never seen. For more cases of the same kind, expect an accuracy of ${range} (${confidence} confidence interval).`,
    mostConfused: (truth, answer, count) =>
      phrase`The most frequent mistake is to take “${truth}” for “${answer}” (${count} records).`,
    next: {
      PASS: 'Try it as a candidate first, check samples for a while, then promote it to production.',
      FAIL: 'Keep to the present way of working; see “Advice” below for what to improve.',
      INCONCLUSIVE: 'Keep to the present way of working, collect more test records and evaluate again.',
    },
    missed: { FAIL: 'What was not met', INCONCLUSIVE: 'What is not settled' },
    pictureTitle: 'Items sorted correctly, of every 100',
    pictureDescription: (system, right) => `${system}: about ${right} of every 100 items are correct.`,
    right: (count) => `${count} correct`,
    legendRight: 'correct',
    legendWrong: 'wrong',
    override: (by) =>
      phrase`This model did not pass; ${by} asked by name for it to be published all the same.`,
    overrideReason: 'Reason',
  },
  advice: adviceEn,
  peers: peersEn,
  looks: looksEn,
  parts: partsEn,
  comparison: {
    lead: (n) =>
      `All models answered the same ${n} test records. The lines are confidence intervals: the shorter, the surer the figure.`,
    metric: 'Measure',
    difference: 'Over base',
    chart: (confidence) => `Value and ${confidence} confidence interval`,
    points: 'points',
    intervalNote: (confidence, draws) =>
      `In brackets: ${confidence} confidence intervals from ${draws} bootstrap draws.`,
    chanceTitle: (reference) => `Is the difference from ${reference} just luck?`,
    chance: (words, p) =>
      phrase`If both were equally good, luck alone would produce such a difference ${words} (${p}, paired permutation test).`,
    gap: ' ',
    conclusion: {
      better: 'Not luck, it seems: the tuned model is better.',
      worse: 'Not luck, it seems: the tuned model is worse.',
      open: 'It may be no more than luck.',
    },
    differenceInterval: (points, low, high, confidence) =>
      `F1 differs by ${points} points (${confidence} confidence interval ${low} to ${high}).`,
    onlyOne: (candidate, reference, other) =>
      `${candidate} records were right only with the tuned model, ${reference} only with ${other}.`,
    gateTitle: 'The gate, rule by rule',
    rule: 'Rule',
    outcome: 'Outcome',
    evidence: 'Evidence',
  },
  metrics: {
    accuracy: { name: 'Accuracy', gloss: 'share of all records sorted correctly' },
    macro_precision: {
      name: 'Precision',
      gloss: 'of what is put in a class, the share that belongs there; mean of classes',
    },
    macro_recall: {
      name: 'Recall',
      gloss: 'of what belongs in a class, the share that is found; mean of classes',
    },
    macro_f1: { name: 'F1', gloss: 'precision and recall in one figure; mean of classes' },
  },
  gateRules: {
    better_than_base: 'Better than the base model',
    not_worse_than_production: 'Not worse than production',
    not_worse_in_slices: 'No part worse than production',
    minimum_macro_f1: 'F1 reaches the minimum',
    minimum_class_recall: 'Every class reaches the minimum',
    maximum_calibration_error: 'Calibration error below the maximum',
    minimum_readable_answers: 'Answers can be read',
    no_contamination: 'No test record in training',
    minimum_data_score: 'Data score reaches the minimum',
    minimum_test_records: 'Enough test records',
  },
  chances: {
    thousandth: 'less than once in 1,000 times',
    hundredth: 'less than once in 100 times',
    twentieth: 'less than once in 20 times',
    about: (percent) => `in about ${percent} of cases`,
  },
  classes: {
    lead: 'Weakest first: the classes to watch are at the top.',
    caption: 'Precision, recall and F1 of each class',
    label: 'Class',
    support: 'Test records',
    precision: 'Precision',
    recall: 'Recall',
    f1: 'F1',
    baseF1: 'F1 of base',
    chart: 'F1, tuned and base',
    barTuned: 'bar: tuned',
    barBase: 'line: base',
    weakest: (shown) => `The ${shown} weakest classes`,
    rest: (count) => `The other ${count} classes`,
    leftOut: (count) => `${count} stronger classes are not listed; report.json has them.`,
    matrixTitle: 'Which classes are taken for each other',
    matrixLead:
      'Each row is a true class, each column an answer. Solid cells on the diagonal are correct, hatched ones are wrong.',
    matrixDescription: (classes, right, n) =>
      `Confusion matrix of ${classes} classes; ${right} of ${n} records lie on the diagonal, that is, are correct.`,
    truth: 'True class',
    answer: 'Answer',
    tableOfMatrix: 'The numbers as a table',
    overviewLead: (classes) =>
      `${classes} classes; only cells with records are drawn. The diagonal is correct, all else is wrong; the darker, the more records. The table below has the names.`,
    pairsTitle: 'The most frequent confusions',
    pairs: (shown, total) => `The ${shown} most frequent of ${total} confusions.`,
    count: 'Records',
    share: 'Of the true class',
    none: 'Not one test record was answered wrongly.',
    cell: (truth, answer, count, share) => `True ${truth}, answered ${answer}: ${count} (${share})`,
    unseenTitle: 'Labels that training never saw',
    unseen: (label, records) =>
      phrase`“${label}” has ${records} test records but does not occur in training: they cannot be answered correctly.`,
  },
  examples: {
    lead: (shown, wrong) =>
      `${shown} of the ${wrong} wrong answers, grouped by confusion, the most frequent first.`,
    none: 'Not one test record was answered wrongly.',
    group: (truth, answer) => phrase`Truly “${truth}”, answered “${answer}”`,
    regressions: 'Right in production, wrong now',
    explained:
      'Marked: words that the answer rests on. Each clause was left out once; the heavier the mark, the less sure the model was without it.',
    strongest: (part, before, after) =>
      phrase`Weighs most: “${part}”. Without it the model is ${after} sure of its answer instead of ${before}.`,
    noPart: 'No clause by itself carries this answer: without any one of them the model answers as surely.',
    records: (count) => `${count} records`,
    more: (count) => `${count} more of this kind are not shown.`,
    answered: 'answered',
    sure: (percent) => `${percent} sure`,
    right: ' (correct)',
    cut: (characters) => `… (${characters} characters in all)`,
    record: 'Record',
  },
  data: dataEn,
  generate: generateEn,
  settings: settingsEn,
  training: {
    lead: (records, epochs, duration) =>
      `The model went through ${records} training records ${epochs} times, in ${duration}.`,
    lossTitle: 'Loss',
    lossLead:
      'The lower the loss, the closer the answers are to the right ones. Validation loss is measured on records kept out of training; if it turns upwards, the model has begun to learn answers by heart.',
    lossDescription: (first, last) => `Training loss fell from ${first} to ${last}.`,
    noLoss: 'This training left no record of its loss.',
    trainLoss: 'Training loss',
    validationLoss: 'Validation loss',
    epoch: 'Epoch',
    loss: 'Loss',
    lossTable: 'The numbers as a table',
    settingsTitle: 'Settings and reasons',
    factsTitle: 'Time and machine',
    facts: {
      duration: 'Time',
      steps: 'Steps',
      tokens: 'Tokens',
      speed: 'Speed',
      memory: 'Peak memory',
      device: 'Device',
      parameters: 'Parameters trained',
      truncated: 'Records cut short',
      best: 'Model kept',
      pairs: 'Chosen answer preferred',
      margin: 'Margin of preference',
    },
    speed: (tokens) => `${tokens} tokens a second`,
    device: (name, dtype, threads) => `${name}, ${dtype}, ${threads} threads`,
    parameters: (trained, share) => `${trained} (${share} of the base model)`,
    bestStep: (step) => `of step ${step}`,
    pairAccuracy: (share) => `in ${share} of the validation pairs, more than the base prefers it`,
    margin: (value) => `${value} on average (0: as the base)`,
    preferenceLead:
      'The model learnt from pairs of answers which one is better (DPO). The loss is lower the more it prefers the chosen answer over the rejected one, compared with the base, and the likelier the chosen answer is to it.',
  },
  reproduce: {
    lead: 'This command uses the same data, settings and seeds. On the same machine it gives the same model; on another, last digits may differ.',
    file: 'your dataset file',
    testFile: 'your test file',
    keptThere:
      'What people decided about the data, and a frozen test set, are kept by the service under this name. Run the command there; another installation does not know them.',
    commandTitle: 'Command',
    identityTitle: 'What started it, which data, which program',
    identity: {
      startedBy: 'Started by',
      dataset: 'Dataset',
      ownTest: 'Test file',
      test: 'Test records',
      base: 'Base model',
      code: 'Touchstone version',
      evaluated: 'Evaluated',
    },
    versionsTitle: 'Software versions',
    licenceTitle: 'Licence of the base model',
    specTitle: 'All settings (spec.json)',
  },
  glossary: glossaryEn,
  files: {
    findings: 'every record that cleaning touched (CSV)',
    predictions: 'the answers to every test record (CSV)',
    json: 'all figures (JSON)',
    schema: 'what the fields mean (JSON Schema)',
    junit: 'for CI (JUnit)',
    summary: 'summary (Markdown)',
    spec: 'settings (JSON)',
  },
};
