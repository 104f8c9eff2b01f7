import type { AdviceCase } from './evidence.ts';
import type { JudgedModel } from './judged.ts';

const LEAST_GAP = 0.05;
const NAMED = 3;

/** Applies when a part of the records lies five points or more behind the others, and its interval leaves out 0. */
export function slicesLeftBehind({
  evaluation,
  details,
}: JudgedModel): AdviceCase<'slices_left_behind'> | null {
  const slices = (details?.figures.slices ?? [])
    .flatMap(({ by, value, n, accuracy, gap, gap_interval: interval }) =>
      gap !== null && interval !== null && gap <= -LEAST_GAP && interval[1] < 0
        ? [{ by, value, n, accuracy, gap }]
        : [],
    )
    .sort((a, b) => a.gap - b.gap)
    .slice(0, NAMED);
  if (slices.length === 0) return null;
  const gain = Math.max(...slices.map(({ n, gap }) => (n / evaluation.n) * -gap));
  return { evidence: { slices }, gain };
}
