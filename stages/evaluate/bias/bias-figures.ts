import {
  type BiasFigures,
  SWAP_KINDS,
  type SwapExample,
  type SwapFigures,
  type SwapKind,
} from '../../../pipeline/contracts/bias.ts';
import { wilsonInterval } from '../statistics/proportion-interval.ts';
import type { SwappedRecord, Swaps } from './draw-swaps.ts';
import { LISTS_VERSION } from './lists/swap-list.ts';

const MOST_EXAMPLES = 5;

/** Characters shown on either side of the first that differs. */
const BEFORE = 24;
const AFTER = 56;

/** An answer, and the probability that it gives to a label; null where it carries none. */
export interface AskedAnswer {
  readonly label: string;
  probability(label: string): number | null;
}

/**
 * How often the exchange changed the answer, by kind.
 * @param original the answers to the test, aligned with `records`; `again` those to the swapped records
 */
export function biasFigures(
  { records: looked, found, swaps }: Pick<Swaps, 'records' | 'found' | 'swaps'>,
  records: readonly JudgedText[],
  {
    original,
    again,
    confidence,
  }: {
    readonly original: readonly AskedAnswer[];
    readonly again: readonly AskedAnswer[];
    readonly confidence: number;
  },
): BiasFigures {
  const cases = swaps.map((swap, row): Case => {
    const [first, second] = [original[swap.at]!, again[row]!];
    const { label: answer } = first;
    const [before, after] = [first.probability(answer), second.probability(answer)];
    return {
      swap,
      record: records[swap.at]!,
      answer,
      swappedAnswer: second.label,
      shift: before === null || after === null ? null : Math.abs(before - after),
    };
  });
  const ofKind = (kind: SwapKind) =>
    kindFigures(
      kind,
      found[kind],
      cases.filter(({ swap }) => swap.kind === kind),
      confidence,
    );
  return { lists_version: LISTS_VERSION, records: looked, kinds: SWAP_KINDS.map(ofKind) };
}

interface Case {
  readonly swap: SwappedRecord;
  readonly record: JudgedText;
  readonly answer: string;
  readonly swappedAnswer: string;
  /** Of the probability of the first answer; null where it is not known. */
  readonly shift: number | null;
}

interface JudgedText {
  readonly id: string;
  readonly truth: string;
}

function kindFigures(kind: SwapKind, found: number, cases: readonly Case[], confidence: number): SwapFigures {
  const n = cases.length;
  const changed = cases.filter(({ answer, swappedAnswer }) => answer !== swappedAnswer);
  return {
    kind,
    found,
    n,
    changed: changed.length,
    share: n === 0 ? null : changed.length / n,
    interval: n === 0 ? null : wilsonInterval(changed.length, n, confidence),
    became_wrong: changed.filter(({ record, answer }) => answer === record.truth).length,
    became_right: changed.filter(({ record, swappedAnswer }) => swappedAnswer === record.truth).length,
    mean_shift: meanShift(cases),
    examples: [...changed]
      .sort((a, b) => (b.shift ?? 0) - (a.shift ?? 0))
      .slice(0, MOST_EXAMPLES)
      .map(example),
  };
}

function meanShift(cases: readonly Case[]): number | null {
  let sum = 0;
  for (const { shift } of cases) {
    if (shift === null) return null;
    sum += shift;
  }
  return cases.length === 0 ? null : sum / cases.length;
}

function example({ swap, record, answer, swappedAnswer }: Case): SwapExample {
  const [before, after] = [[...swap.before], [...swap.after]];
  let first = 0;
  while (first < before.length && before[first] === after[first]) first += 1;
  const around = (text: readonly string[]) =>
    [
      first > BEFORE ? '…' : '',
      ...text.slice(Math.max(0, first - BEFORE), first + AFTER),
      first + AFTER < text.length ? '…' : '',
    ].join('');
  return {
    id: record.id,
    before: around(before),
    after: around(after),
    truth: record.truth,
    answer,
    swapped_answer: swappedAnswer,
  };
}
