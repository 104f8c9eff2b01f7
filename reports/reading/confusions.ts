import type { ExampleOutcome, SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import type { JudgedRecord } from '../../pipeline/contracts/file-report.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';

/** Records of one class that were given one other class. */
export interface ConfusedPair {
  readonly truth: string;
  readonly answer: string;
  readonly count: number;
  /** Share of the true class's records, 0–1. */
  readonly share: number;
}

/** All confusions of a matrix, the most frequent first; equal ones by share, then in the order of the labels. */
export function confusedPairs({ labels, matrix }: SystemMetrics['confusion']): readonly ConfusedPair[] {
  const pairs = matrix.flatMap((row, truth) => {
    const support = row.reduce((sum, count) => sum + count, 0);
    return row.flatMap((count, answer) =>
      count === 0 || answer === truth
        ? []
        : [{ truth: labels[truth]!, answer: labels[answer]!, count, share: count / support }],
    );
  });
  return pairs.sort((a, b) => b.count - a.count || b.share - a.share);
}

/** Wrong answers that share true class and answer. */
export interface WrongGroup {
  readonly truth: string;
  readonly answer: string;
  /** How many the whole test has, which may be more than `examples` holds. */
  readonly count: number;
  readonly examples: readonly ShownExample[];
}

/** A test record as an example shows it; a file of predictions may know neither its text nor how sure an answer was. */
export interface ShownExample extends Pick<ExampleOutcome, 'id' | 'truth'> {
  readonly text: string | null;
  readonly answers: Readonly<
    Partial<Record<SystemId, { readonly label: string; readonly probability: number | null }>>
  >;
}

/** A wrong answer of a file of predictions; its baseline stands where a run has the version in production. */
export function shownExample({ id, text, truth, answer, confidence, baseline }: JudgedRecord): ShownExample {
  return {
    id,
    text,
    truth,
    answers: {
      tuned: { label: answer, probability: confidence },
      ...(baseline !== null && { production: { label: baseline, probability: null } }),
    },
  };
}

/** The wrong answers of the tuned model by confusion, in the order of `confusedPairs`. */
export function wrongGroups(
  wrong: readonly ShownExample[],
  confusion: SystemMetrics['confusion'],
): readonly WrongGroup[] {
  const byPair = new Map<string, ShownExample[]>();
  const keyOf = (truth: string, answer: string) => JSON.stringify([truth, answer]);
  for (const outcome of wrong) {
    const key = keyOf(outcome.truth, outcome.answers.tuned?.label ?? '');
    const group = byPair.get(key);
    if (group) group.push(outcome);
    else byPair.set(key, [outcome]);
  }
  return confusedPairs(confusion).flatMap(({ truth, answer, count }) => {
    const examples = byPair.get(keyOf(truth, answer));
    return examples ? [{ truth, answer, count, examples }] : [];
  });
}

/** Wrong answers to records that the version in production answers right. */
export function regressionsIn(wrong: readonly ShownExample[]): readonly ShownExample[] {
  return wrong.filter(({ truth, answers }) => answers.production?.label === truth);
}
