import type { Grade } from '../reading/grades.ts';

/** One system's headline as a whole number of 100, and how it is called in a sentence. */
export interface OfHundred {
  readonly tuned: string;
  /** Left out where it was compared with nothing. */
  readonly base: string | null;
  readonly production: string | null;
}

/** What a task's answers are called, and what their headline says, in one language. */
export interface AnswerTaskTexts {
  /** The headline as a sentence, from a run: base is always there. */
  perHundred(of: OfHundred): string;
  /** The same of a file of predictions and its baseline. */
  ofFile(of: OfHundred, n: string): string;
  /** What remains for people; the arguments are of 100. */
  remaining(wrong: string): string;
  readonly pictureTitle: string;
  /** Under a picture of 100 dots. */
  right(count: string): string;
  readonly legendRight: string;
  readonly legendWrong: string;
  readonly grades: Readonly<Record<Grade, string>>;
}
