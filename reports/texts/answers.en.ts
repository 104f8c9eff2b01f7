import type { GroupKind } from '../../pipeline/contracts/tasks.ts';
import { fileAdviceEn } from './answer-advice.en.ts';
import { answerGlossaryEn } from './answer-glossary.en.ts';
import { answerPeersEn } from './answer-peers.en.ts';
import { answerTasksEn } from './answer-tasks.en.ts';
import { judgeEn, judgeFileEn } from './judge.en.ts';
import { pairsEn } from './pairs.en.ts';

/** What a report on written answers says beside what every report says, in English. */
export const answersEn = {
  kind: 'Model validation report',
  tasks: answerTasksEn,
  peers: answerPeersEn,
  judge: judgeEn,
  pairs: pairsEn,
  sections: {
    verdict: 'Verdict',
    advice: 'What to do next',
    comparison: 'Against the base model',
    answers: 'How close the answers come',
    parts: 'Part by part',
    examples: 'Answers that went wrong',
    data: 'What was done to the data',
    training: 'How the model was trained',
    resources: 'Time, energy and cost',
    reproduce: 'How to do it again',
    glossary: 'Words',
  },
  parts: { label: 'Label by label', type: 'Type by type', field: 'Field by field' } satisfies Record<
    GroupKind,
    string
  >,
  unreadableNow: (unreadable: string, n: string) =>
    `${unreadable} of its ${n} answers could not be read; they count as wrong.`,
  primaryInterval: (name: string, value: string, range: string, confidence: string, n: string) =>
    `${name}, which the gate goes by, is ${value}; were such records to keep coming, it would lie in ${range} (${confidence} interval, ${n} test records).`,
  lowerIsBetter: 'lower is better',
  unreadable: 'Unreadable answers',
  unreadableGloss:
    'share of answers that are not in the form of the task; they count as wrong in every figure',
  difference: (name: string, points: string, low: string, high: string, confidence: string) =>
    `${name} differs by ${points} points (${confidence} interval ${low} to ${high}).`,
  better: (candidate: string, reference: string, other: string, ties: string) =>
    `The tuned model did better on ${candidate} records, ${other} on ${reference}; ${ties} came out alike.`,
  minimumRule: 'The main figure reaches its minimum',
  minimumParts: {
    label: 'Every label reaches the minimum',
    type: 'Every type reaches the minimum',
    field: 'Every field reaches the minimum',
  } satisfies Record<GroupKind, string>,
  groups: {
    lead: 'From weak to strong: what deserves attention most stands on top.',
    caption: 'Precision, recall and F1 of each',
    names: { label: 'Label', type: 'Type', field: 'Field' } satisfies Record<GroupKind, string>,
    support: 'Wanted',
    precision: 'Precision',
    recall: 'Recall',
    f1: 'F1',
    overlap: 'F1, overlap',
    baseF1: 'Base F1',
    chart: 'F1: tuned and base',
    barTuned: 'bar: tuned',
    barBase: 'line: base',
    none: 'The expected answers name no types, so there are no parts to tell apart.',
    blank: '(no name)',
    leftOut: (count: string) => `${count} stronger ones are left out; report.json has them.`,
  },
  grades: {
    lead: 'Every answer got a mark between 0 (nothing right) and 1 (all of it). How the marks fall:',
    caption: 'Answers by mark',
    description: (system: string, parts: string) => `${system}: ${parts}`,
    system: 'Model',
    marks: { whole: '1', most: '0.5–1', some: '0.1–0.5', none: '0–0.1', unreadable: '–' },
  },
  examples: {
    lead: 'First what was answered better before, then what cannot be read, then the answers that are farthest off.',
    none: 'No answer of the test is wrong.',
    regressions: (reference: string) => `Better with ${reference}`,
    unreadable: 'Could not be read',
    wrong: 'Nothing or next to nothing right',
    partly: 'Right in part',
    shown: (shown: string, all: string) => `${shown} of ${all}`,
    expected: 'Expected',
    score: (score: string) => `mark ${score}`,
    exact: 'wholly right',
    unreadableMark: 'unreadable: wrong',
    nothing: '(no answer)',
    around: 'Where the answer stands:',
  },
  answerTokens: 'Longest answer',
  tokens: (count: string) => `${count} tokens`,
  glossary: answerGlossaryEn,
  file: {
    advice: fileAdviceEn,
    judge: judgeFileEn,
    kind: 'Evaluation of predictions',
    title: (name: string) => `${name}: evaluation`,
    candidate: 'These predictions',
    baseline: 'Baseline',
    candidateInText: 'these predictions',
    baselineInText: 'the baseline',
    sections: {
      result: 'Result',
      advice: 'What to do next',
      comparison: 'All figures',
      answers: 'How close the answers come',
      parts: 'Part by part',
      examples: 'Answers that went wrong',
      glossary: 'Words',
    },
    conclusion: {
      better: 'The predictions are better than the baseline; luck does not explain the difference.',
      worse: 'The predictions are worse than the baseline; luck does not explain the difference.',
      open: 'The difference from the baseline may be luck.',
    },
    primaryInterval: (name: string, value: string, range: string, confidence: string, n: string) =>
      `${name} is ${value}; with other records of this kind it would lie in ${range} (${confidence} interval, ${n} test records).`,
    better: (candidate: string, reference: string, ties: string) =>
      `The predictions did better on ${candidate} records, the baseline on ${reference}; ${ties} came out alike.`,
    chanceTitle: 'Is the difference from the baseline luck?',
    baselineF1: 'Baseline F1',
    chart: 'F1: these predictions and the baseline',
    barTuned: 'bar: these predictions',
    barBase: 'line: baseline',
    difference: 'Against the baseline',
    lead: (n: string) =>
      `All figures are of the same ${n} records. Lines are intervals: the shorter, the surer.`,
    files: {
      'report.json': 'all figures (JSON)',
      'report.schema.json': 'what its fields mean (JSON Schema)',
      'junit.xml': 'for CI (JUnit)',
      'summary.md': 'summary (Markdown)',
      'predictions.csv': 'every record (CSV)',
    },
  },
};
