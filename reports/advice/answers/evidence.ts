import type { AnswerTask } from '../../../pipeline/contracts/names.ts';
import type { AnswerMetric, GroupKind } from '../../../pipeline/contracts/tasks.ts';
import type { AnswerFloor } from '../../reading/answer-floor.ts';
import type { FloorSide } from '../../texts/peer-texts.ts';

/** What advice on written answers rests on, beside that of every task. Shares are in [0, 1]. */
export interface AnswerAdviceEvidence {
  /** The simplest thing that can be done for the task does as well as the tuned model, or better; values of the metric. */
  readonly simple_as_good: {
    readonly task: AnswerFloor['task'];
    readonly side: Exclude<FloorSide, 'better'>;
    readonly metric: AnswerMetric;
    readonly simple: number;
    readonly tuned: number;
    /** The tuned model's lead. */
    readonly difference: number;
    readonly interval: readonly [number, number];
    readonly p: number;
  };
  /** Answers that are not in the form of the task. */
  readonly unreadable_answers: { readonly unreadable: number; readonly n: number; readonly task: AnswerTask };
  /** Labels, types or fields that lie far below the others, weakest first. */
  readonly weak_parts: {
    readonly kind: GroupKind;
    readonly parts: readonly {
      readonly name: string;
      readonly f1: number;
      readonly support: number;
    }[];
    readonly mean: number;
  };
  /** Labels, types or fields that the test hardly has. */
  readonly rare_parts: {
    readonly kind: GroupKind;
    readonly parts: readonly { readonly name: string; readonly support: number }[];
    readonly enough: number;
  };
  /** Labels, types or fields that the base told better than the tuned model. */
  readonly lost_parts: {
    readonly kind: GroupKind;
    readonly parts: readonly { readonly name: string; readonly base: number; readonly tuned: number }[];
  };
  /** Records that the base answered better. */
  readonly lost_answers: { readonly lost: number; readonly won: number; readonly n: number };
  /** Answers that find the place but not its ends: a lenient figure far above the strict one. */
  readonly inexact_ends: {
    readonly strict: AnswerMetric;
    readonly lenient: AnswerMetric;
    readonly strictValue: number;
    readonly lenientValue: number;
  };
  /** Items given for each item wanted. */
  readonly item_count: { readonly given: number; readonly side: 'few' | 'many' };
  /** Texts much shorter or longer than the expected ones. */
  readonly text_length: { readonly ratio: number; readonly side: 'few' | 'many' };
  /** Numbers that stand neither in the question nor in the expected answer. */
  readonly invented_numbers: { readonly share: number };
  /** The same question with different answers. */
  readonly contradicting_answers: { readonly records: number; readonly input: number };
  /** The figure of merit is known too inexactly. */
  readonly wide_interval: {
    readonly metric: AnswerMetric;
    readonly n: number;
    readonly halfWidth: number;
    readonly aim: number;
    readonly needed: number;
  };
}
