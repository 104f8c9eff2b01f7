import type { Advice, AdviceEvidence, AdviceId } from './evidence.ts';

/** How bad what a piece of advice names is, by a figure of its evidence: more is worse. null: it has no size. */
const SIZES: { readonly [K in AdviceId]: (evidence: AdviceEvidence[K]) => number | null } = {
  floor_as_good: ({ difference }) => 1 - difference,
  unseen_labels: ({ records }) => records,
  few_examples: ({ classes }) => classes.length,
  confused_classes: ({ pairs }) => pairs.reduce((sum, { count, support }) => sum + count / support, 0),
  lost_classes: ({ classes }) => classes.length,
  slices_left_behind: ({ slices }) => Math.max(...slices.map(({ gap }) => Math.abs(gap))),
  changed_by_swap: ({ kinds }) => Math.max(...kinds.map(({ changed, n }) => changed / n)),
  hand_over: () => null,
  unbalanced: ({ largest, smallest }) => largest.train / Math.max(1, smallest.train),
  likely_wrong_labels: ({ records }) => records,
  contradicting_labels: ({ records }) => records,
  more_records: ({ fall }) => fall,
  rank_too_small: ({ train }) => train,
  rank_too_large: ({ train, validation }) => validation - train,
  unsteady_training: ({ first, peak }) => peak / first,
  hardly_learned: ({ first, last }) => last / first,
  still_falling: ({ before, last }) => before - last,
  rising_validation: ({ best, last }) => last - best,
  truncated_records: ({ share }) => share,
  repeated_records: ({ records }) => records,
  weak_calibration: ({ error }) => error,
  small_test: ({ halfWidth }) => halfWidth,
  simple_as_good: ({ difference }) => 1 - difference,
  unreadable_answers: ({ unreadable, n }) => unreadable / n,
  weak_parts: ({ parts }) => parts.length,
  rare_parts: ({ parts }) => parts.length,
  lost_parts: ({ parts }) => parts.length,
  lost_answers: ({ lost, n }) => lost / n,
  inexact_ends: ({ strictValue, lenientValue }) => lenientValue - strictValue,
  item_count: ({ given }) => Math.abs(given - 1),
  text_length: ({ ratio }) => Math.abs(ratio - 1),
  invented_numbers: ({ share }) => share,
  contradicting_answers: ({ records }) => records,
  wide_interval: ({ halfWidth }) => halfWidth,
};

export function sizeOf(advice: Advice): number | null {
  return sized(advice);
}

function sized<K extends AdviceId>({
  id,
  evidence,
}: {
  readonly id: K;
  readonly evidence: AdviceEvidence[K];
}) {
  return SIZES[id](evidence);
}
