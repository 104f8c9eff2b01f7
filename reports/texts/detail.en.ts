import type { ComparedPart } from './compared-part.ts';
/** The details of an evaluation, in English. */
export const detailEn = {
  metrics: {
    further: 'All figures of the tuned model: MCC, kappa, F-beta, log loss, areas …',
    caption: 'Main figures, as science writes them',
    furtherCaption: 'Further figures',
    metric: 'Metric',
    value: 'Value',
    range: (confidence: string) => `${confidence} interval`,
    fbeta: (beta: string) => `F${beta} (mean of classes)`,
    topK: (k: string) => `Truth among the ${k} most probable`,
  },
  confidence: {
    noProbabilities: 'The predictions carry no probabilities, so nothing can be said of their confidence.',
    handOver: (threshold: string, coverage: string, accuracy: string) =>
      `Answers with a confidence of ${threshold} or more can stand: that is ${coverage} of the records, ${accuracy} of them right. The rest should go to a person.`,
    missedTarget: (target: string) => `That is less than the aim of ${target}: set the threshold higher.`,
    chosenOnValidation: (n: string) =>
      `The threshold was chosen on ${n} validation records; what it brings is counted on the test, which had no say in it.`,
    crossFitted: (folds: string) =>
      `No other records were there to choose it on. So the test was cut into ${folds} parts at random, and each was judged by a threshold that the others chose.`,
    noHandOver: (target: string) =>
      `No threshold reaches ${target} for even one answer in twenty: a person has to look at every answer.`,
    coverageTitle: 'Sending unsure answers to a person',
    coverageNote:
      'The fewer answers stand without a person, the more of them are right. The dashed line is the accuracy wanted, the dot what the chosen threshold brings.',
    coverageTable: 'What each threshold brings',
    threshold: 'Confidence',
    answered: 'answered without a person',
    right: 'right',
    reliabilityTitle: 'Confidence and accuracy',
    reliabilityNote: (ece: string) =>
      `Dots below the dashed line are answers given too surely; large dots are many answers. On average confidence and accuracy lie ${ece} apart.`,
    sure: 'confidence',
    answers: 'Answers',
    meanConfidence: 'Mean confidence',
    table: 'See the numbers as a table',
  },
  curves: {
    title: 'Telling each class from the rest',
    lead: 'If answers were sorted by the probability of a class, would its records come first? An area of 1 is perfect; for ROC 0.5 is guessing.',
    roc: (area: string) => `ROC curve: area ${area}`,
    pr: (area: string) => `Precision and recall: area ${area}`,
    description: 'The bold line is the mean of all classes, thin lines are single classes.',
    note: 'Bold: mean of all classes. Thin: single classes. Dashed: guessing. The areas are means over classes (macro).',
    falseAlarms: 'false alarms',
    found: 'found (recall)',
    precise: 'precision',
    weakest: (shown: string, all: string) =>
      `The ${shown} of ${all} classes that are told apart worst; all areas are in report.json`,
    each: 'Each class’s curves and areas',
    rocArea: 'ROC area',
    prArea: 'Area of precision and recall',
  },
  slices: {
    lead: 'Each part of the records against all others. In bold: gaps whose interval leaves out 0. With many parts, some will do so by chance.',
    noneApart: 'No part differs from the others beyond what chance explains.',
    apart: (count: string) => `${count} part(s) differ from the others beyond what chance easily explains.`,
    part: 'Part',
    records: 'Records',
    gap: 'Gap to the others (points)',
    between: (low: string, high: string) => `[${low} to ${high}]`,
    by: {
      length: 'Length of the text (characters)',
      source: 'Source',
      label_group: 'Group of labels',
      label_records: 'Records that the label has in this test',
    },
  },
  differences: {
    parts: {
      class: ['Class', 'classes'],
      label: ['Label', 'labels'],
      type: ['Type', 'types'],
      field: ['Field', 'fields'],
    } as Readonly<Record<ComparedPart, readonly [one: string, many: string]>>,
    caption: (many: string, against: string) =>
      `The ${many} whose F1 differs from ${against} beyond luck (points; p < 0.05, corrected by Holm for the number of ${many})`,
    none: (many: string, against: string) =>
      `None of the ${many} differs from ${against} beyond luck, corrected for the number of ${many}.`,
    difference: 'F1 difference',
    p: 'p, corrected',
  },
  bias: {
    lead: 'The same records were asked again with names, gender or origin exchanged and everything else left as it was. A fair model mostly answers the same.',
    nothing: (records: string) =>
      `None of the ${records} test records holds a name, gender or origin from the lists.`,
    caption: 'How often the answer changes',
    exchanged: 'Exchanged',
    asked: 'Records',
    of: (found: string) => `of ${found}`,
    changed: 'Changed',
    becameWrong: 'Right → wrong',
    becameRight: 'Wrong → right',
    shift: 'Probability moves by',
    share: 'Share changed',
    kinds: { gender: 'Gender', name: 'Name', origin: 'Place of origin' },
    examples: (kind: string) => `${kind}: where the answer changed most`,
    truth: 'truth:',
    note: (version: string) =>
      `A change is not yet a fault: where the law treats people differently, another answer can be right. Lists of words: version ${version}.`,
    notFromFile:
      'Whether names, gender or origin change the answer is not told here: the model would have to be asked again. `touchstone evaluate --write-swaps` writes what to ask.',
  },
  names: {
    accuracy: 'Accuracy',
    balanced_accuracy: 'Balanced accuracy',
    macro_precision: 'Precision (mean of classes)',
    macro_recall: 'Recall (mean of classes)',
    macro_f1: 'F1 (mean of classes)',
    micro_f1: 'F1 (micro)',
    weighted_f1: 'F1 (weighted)',
    mcc: 'Correlation (MCC)',
    kappa: "Cohen's kappa",
    log_loss: 'Log loss',
    brier: 'Brier score',
    ece: 'Calibration error (ECE)',
    roc_auc: 'ROC area',
    average_precision: 'Average precision',
  },
};
