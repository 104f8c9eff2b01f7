import type { AnswerMetrics } from '../../../pipeline/contracts/answer-evaluation.ts';
import type { AdviceCase } from '../evidence.ts';
import type { JudgedAnswers } from './judged-answers.ts';

const FEW = 0.8;
const MANY = 1.25;

/** Applies to lists of labels or items when the model gives fewer than four, or more than five, for four wanted. */
export function itemCount({ evaluation }: JudgedAnswers): AdviceCase<'item_count'> | null {
  const { task } = evaluation;
  if (task !== 'multi_label' && task !== 'extraction') return null;
  const given = givenForWanted(evaluation.systems.tuned);
  if (given === null || (given >= FEW && given <= MANY)) return null;
  return { evidence: { given, side: given < FEW ? 'few' : 'many' }, gain: null };
}

/** Items given over items wanted, by the parts, else by recall over precision; null where neither is defined. */
function givenForWanted({ groups, figures }: AnswerMetrics): number | null {
  const wanted = groups.reduce((sum, { support }) => sum + support, 0);
  if (wanted > 0) return groups.reduce((sum, { predicted }) => sum + predicted, 0) / wanted;
  const { micro_precision: precision, micro_recall: recall } = figures;
  return precision && recall ? recall / precision : null;
}
