import type { AnswerMetrics } from '../../pipeline/contracts/answer-evaluation.ts';

/** What an answer's mark comes to, best first. What cannot be read has the lowest mark and a grade of its own. */
export const GRADES = ['whole', 'most', 'some', 'none', 'unreadable'] as const;
export type Grade = (typeof GRADES)[number];

/** The grade of one answer: 1 is whole, from 0.5 most, from 0.1 some. */
export function gradeOf({ score, readable }: { readonly score: number; readonly readable: boolean }): Grade {
  if (!readable) return 'unreadable';
  if (score >= 1) return 'whole';
  return score >= 0.5 ? 'most' : score >= 0.1 ? 'some' : 'none';
}

/** How many answers of a system have each grade; together they are all answers. */
export function gradesOf({ scores, unreadable }: AnswerMetrics): Readonly<Record<Grade, number>> {
  const sum = (from: number, to: number) => scores.slice(from, to).reduce((all, count) => all + count, 0);
  return {
    whole: sum(10, 11),
    most: sum(5, 10),
    some: sum(1, 5),
    none: sum(0, 1) - unreadable,
    unreadable,
  };
}
