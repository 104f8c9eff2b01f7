import {
  type BiasFigures,
  SWAP_KINDS,
  type SwapExample,
  type SwapFigures,
  type SwapKind,
} from '../../../pipeline/contracts/bias.ts';
import type { Answers } from '../predictions/answers.ts';
import { wilsonInterval } from '../statistics/proportion-interval.ts';
import type { TestRecord } from '../test-records.ts';
import { LISTS_VERSION } from './lists/swap-list.ts';
import type { SwappedRecord, SwappedRecords } from './swapped-records.ts';

const MOST_EXAMPLES = 5;

/** Characters shown on either side of the first that differs. */
const BEFORE = 24;
const AFTER = 56;

/**
 * How often the exchange changed the answer, by kind.
 * @param original the answers to the test, aligned with `records`; `again` those to the swapped records
 */
export function biasFigures(
  { records: looked, found, swaps }: SwappedRecords,
  records: readonly TestRecord[],
  {
    original,
    again,
    confidence,
  }: { readonly original: Answers; readonly again: Answers; readonly confidence: number },
): BiasFigures {
  const cases = swaps.map((swap, row): Case => {
    const answer = original.answers[swap.at]!;
    const swappedAnswer = again.answers[row]!;
    const place = original.labels.indexOf(answer);
    return {
      swap,
      record: records[swap.at]!,
      answer,
      swappedAnswer,
      shift: Math.abs(original.probabilities[swap.at]![place]! - again.probabilities[row]![place]!),
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
  readonly record: TestRecord;
  readonly answer: string;
  readonly swappedAnswer: string;
  /** Of the probability of the first answer. */
  readonly shift: number;
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
    mean_shift: n === 0 ? null : cases.reduce((sum, { shift }) => sum + shift, 0) / n,
    examples: [...changed]
      .sort((a, b) => b.shift - a.shift)
      .slice(0, MOST_EXAMPLES)
      .map(example),
  };
}

function example({ swap, record, answer, swappedAnswer }: Case): SwapExample {
  const [before, after] = [[...swap.before], [...swap.after]];
  let first = 0;
  while (before[first] === after[first]) first += 1;
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
