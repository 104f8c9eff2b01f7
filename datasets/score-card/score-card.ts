import {
  SCORE_PART_NAMES,
  type ScoreAdvice,
  type ScoreCard,
  type ScorePart,
} from '../../pipeline/contracts/score-card.ts';
import { adviceFor } from './advice.ts';
import type { Measures } from './measures.ts';
import { scoreParts } from './parts.ts';

const MOST_ADVICE = 3;

/** The score card of a dataset: its parts, their mean, and what would raise it most. */
export function scoreCard(measures: Measures): ScoreCard {
  const exact = scoreParts(measures);
  const parts = Object.fromEntries(SCORE_PART_NAMES.map((part) => [part, toTenth(exact[part])])) as Record<
    ScorePart,
    number
  >;
  const overall = SCORE_PART_NAMES.reduce((sum, part) => sum + exact[part], 0) / SCORE_PART_NAMES.length;
  const advice = SCORE_PART_NAMES.map(
    (part): ScoreAdvice => ({
      part,
      points: toTenth((100 - exact[part]) / SCORE_PART_NAMES.length),
      text: adviceFor(part, measures),
    }),
  )
    .filter(({ points }) => points > 0)
    .sort((one, other) => other.points - one.points)
    .slice(0, MOST_ADVICE);
  return { overall: toTenth(overall), parts, advice };
}

function toTenth(score: number): number {
  return Math.round(10 * score) / 10;
}
