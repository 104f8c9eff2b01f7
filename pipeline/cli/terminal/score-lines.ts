import type { Language } from '../../contracts/names.ts';
import { SCORE_PART_NAMES, SCORE_PARTS, type ScoreCard } from '../../contracts/score-card.ts';
import type { Say } from '../texts/speak.ts';
import { printable } from './printable.ts';
import { tableLines } from './table.ts';

/** A score card for people: each part in its line, the whole, and what to do next. */
export function scoreLines(score: ScoreCard, say: Say, language: Language): string[] {
  const rows = SCORE_PART_NAMES.map((part) => [
    SCORE_PARTS[part].title[language],
    score.parts[part].toFixed(1),
  ]);
  rows.push([say('scoreOverall'), score.overall.toFixed(1)]);
  const columns = [{ title: say('head_score') }, { title: say('head_points'), align: 'right' }] as const;
  return [...tableLines(columns, rows), ...adviceLines(score, say, language)];
}

/** The whole in one line, and what to do next: for where there is little room. */
export function shortScoreLines(score: ScoreCard, say: Say, language: Language): string[] {
  const parts = SCORE_PART_NAMES.map(
    (part) => `${SCORE_PARTS[part].title[language]} ${Math.round(score.parts[part])}`,
  );
  return [
    say('scoreLine', { overall: score.overall.toFixed(1), parts: parts.join(' · ') }),
    ...adviceLines(score, say, language),
  ];
}

function adviceLines({ advice }: ScoreCard, say: Say, language: Language): string[] {
  if (advice.length === 0) return [];
  return [
    say('scoreAdvice'),
    ...advice.map(({ points, text }) => `  +${points.toFixed(1)}  ${printable(text[language])}`),
  ];
}
