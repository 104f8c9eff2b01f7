import type { GroupMetrics } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { Language } from '../../../pipeline/contracts/names.ts';
import type { AnswerMetric } from '../../../pipeline/contracts/tasks.ts';

/** What judging an answer needs of its record. */
export interface AnswerRecord {
  readonly id: string;
  /** What the model was asked about. */
  readonly text: string;
  readonly truth: string;
}

/** One answer, judged. */
export interface JudgedAnswer {
  /** What the figures are worked out from: those of many records follow from the sum of their counts. */
  readonly counts: Float64Array;
  /** How much of it is right, 0–1. */
  readonly score: number;
  /** Whether the parser could read it. What it could not counts as wrong. */
  readonly readable: boolean;
}

export type Figures = Readonly<Partial<Record<AnswerMetric, number | null>>>;

/** Judges the answers of one task on one test set. */
export interface Judge {
  /** Length of every answer's counts. */
  readonly width: number;
  judge(record: AnswerRecord, answer: string): JudgedAnswer;
  /** What a wholly wrong answer to a record counts: as many items as were wanted, none of them right; where there are none, a blank. */
  wrong(record: AnswerRecord): Float64Array;
  /** The task's figures from counts summed over `n` records; the primary one is always a number. */
  figures(sum: Float64Array, n: number): Figures;
  /** The parts of the task; empty where it has none. */
  groups(sum: Float64Array): readonly GroupMetrics[];
  /** Whether an expected answer can be read: if not, no answer to it can be right. */
  readsTruth(truth: string): boolean;
}

/** What a judge is told beside the records. */
export interface JudgeFacts {
  readonly language: Language;
  /** Labels that are known beside those of the test. */
  readonly labels: readonly string[];
}

/** Makes the judge of one task; it knows the whole test set, so that its counts have one meaning. */
export type MakeJudge = (records: readonly AnswerRecord[], facts: JudgeFacts) => Judge;
