import type { StageProgress } from '../../../pipeline/contracts/stage.ts';
import type { Rung } from './halving.ts';
import { candidateText, progressText } from './texts.ts';

/** What a round has told so far. */
export interface RoundProgress {
  at(index: number, progress: StageProgress): void;
  done(index: number): void;
}

/**
 * Percent of all rounds together.
 * @param costs of each candidate's training, in trainings of `auto`
 */
export function progressOf(
  plan: readonly Rung[],
  costs: readonly number[],
  onProgress: (progress: StageProgress) => void,
): { begin(round: number, indices: readonly number[]): RoundProgress } {
  const costOfOne = (index: number) => costs[index]!;
  const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
  const weights = plan.map(({ share, candidates: count }) => share * count * mean);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return {
    begin(round: number, indices: readonly number[]) {
      const start = before;
      const own = indices.reduce((sum, index) => sum + costOfOne(index), 0);
      const shares = new Map<number, number>();
      let ended = 0;
      before += weights[round]!;
      const tell = (more: StageProgress) => {
        const done = [...shares].reduce((sum, [index, share]) => sum + costOfOne(index) * share, 0) / own;
        const percent = (100 * (start + weights[round]! * done)) / total;
        const message = more.message ?? progressText(round + 1, plan, ended, indices.length);
        // The seconds that one trial has left, and what it takes, say nothing of all of them.
        const { etaSeconds: _, lasting: __, ...figures } = more;
        onProgress({ ...figures, percent, message });
      };
      return {
        at(index: number, progress: StageProgress) {
          shares.set(index, progress.percent / 100);
          const { message, ...figures } = progress;
          tell(message === undefined ? figures : { ...figures, message: candidateText(index + 1, message) });
        },
        done(index: number) {
          shares.set(index, 1);
          ended++;
          tell({ percent: 100 });
        },
      };
    },
  };
}
