import type { AnswerTask } from '../../../../pipeline/contracts/names.ts';
import type { MakeJudge } from '../judge.ts';
import { extraction } from './extraction.ts';
import { generation } from './generation.ts';
import { multiLabel } from './multi-label.ts';
import { questionAnswering } from './question-answering.ts';
import { structured } from './structured.ts';

/** The judge of every task whose answers are written; a task without one does not compile. */
export const JUDGES: Readonly<Record<AnswerTask, MakeJudge>> = {
  multi_label: multiLabel,
  extraction,
  structured,
  question_answering: questionAnswering,
  generation,
};
