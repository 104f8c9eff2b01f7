import type { AnswerEvaluation, AnswerOutcome } from '../../pipeline/contracts/answer-evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { ShownAnswers } from './answer-systems.ts';
import { gradeOf, gradesOf } from './grades.ts';

/** Why examples stand together: once done better, unreadable, wrong, or right in part. */
export type ExampleGroupKind = 'regressions' | 'unreadable' | 'wrong' | 'partly';

export interface ExampleGroup {
  readonly kind: ExampleGroupKind;
  readonly examples: readonly AnswerOutcome[];
}

/** Who answered the regressions better: the version in production where there is one, else the base. */
export function regressedFrom({ systems }: Pick<ShownAnswers, 'systems'>): SystemId {
  return systems.production === null ? 'base' : 'production';
}

/** The examples of an evaluation in the order in which a reader should meet them; none stands in two groups. */
export function exampleGroups({
  regressions,
  worst,
}: Pick<AnswerEvaluation, 'regressions' | 'worst'>): readonly ExampleGroup[] {
  const told = new Set(regressions.map(({ id }) => id));
  const others: Readonly<Record<Exclude<ExampleGroupKind, 'regressions'>, AnswerOutcome[]>> = {
    unreadable: [],
    wrong: [],
    partly: [],
  };
  for (const outcome of worst) {
    const { tuned } = outcome.answers;
    if (told.has(outcome.id) || tuned === undefined) continue;
    const grade = gradeOf(tuned);
    others[grade === 'unreadable' ? 'unreadable' : grade === 'none' ? 'wrong' : 'partly'].push(outcome);
  }
  return [
    { kind: 'regressions' as const, examples: regressions },
    { kind: 'unreadable' as const, examples: others.unreadable },
    { kind: 'wrong' as const, examples: others.wrong },
    { kind: 'partly' as const, examples: others.partly },
  ].filter(({ examples }) => examples.length > 0);
}

/** How many records of the whole test belong to each group; one may belong to the regressions and to another. */
export function groupTotals(
  { systems, comparisons }: Pick<ShownAnswers, 'systems' | 'comparisons'>,
  reference: SystemId,
): Readonly<Record<ExampleGroupKind, number>> {
  const grades = gradesOf(systems.tuned);
  return {
    regressions: comparisons.find((one) => one.reference === reference)?.reference_better ?? 0,
    unreadable: grades.unreadable,
    wrong: grades.none,
    partly: grades.most + grades.some,
  };
}

/** Characters on either side of an answer that are shown with it, and of an answer that is worth it. */
const AROUND = 40;
const LONGEST = 80;

/**
 * Where the expected answer stands in a text, with what is around it; null where it stands within the first `seen`
 * characters, which are shown anyway, or nowhere, or is too long to be looked for.
 */
export function answerInContext(
  text: string,
  answer: string,
  seen: number,
): { readonly before: string; readonly answer: string; readonly after: string } | null {
  if (answer === '' || answer.length > LONGEST) return null;
  const at = text.indexOf(answer);
  if (at < 0 || at + answer.length <= seen) return null;
  // The slices may cut a pair of surrogates in two; what shows text replaces halves.
  const end = at + answer.length;
  return {
    before: text.slice(Math.max(0, at - AROUND), at),
    answer,
    after: text.slice(end, end + AROUND),
  };
}
