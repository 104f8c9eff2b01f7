import type { PairVerdict } from '../../../datasets/prompts/verdict-question.ts';
import type { JudgeComparison, JudgeControls } from '../../../pipeline/contracts/judge.ts';
import { exactShare } from '../statistics/exact-share.ts';
import { mcnemarExact } from '../statistics/mcnemar.ts';

/** One reply: a verdict, or why there is none. */
export type Verdict = PairVerdict | 'unanswered' | 'unreadable';

/** Both orders of one pair: the first shows the candidate first, the second shows it second. */
export type BothOrders = readonly [Verdict, Verdict];

/** What both orders come to. */
export type Settled = 'candidate' | 'reference' | 'tie' | 'contradictory' | 'failed';

const FAILURES: ReadonlySet<Verdict> = new Set(['unanswered', 'unreadable']);
const SWAPPED = { first: 'second', second: 'first', tie: 'tie' } as const;

/** A verdict counts only where it stays the same when the answers change places. */
export function settle([one, other]: BothOrders): Settled {
  if (isFailure(one) || isFailure(other)) return 'failed';
  if (one !== SWAPPED[other]) return 'contradictory';
  return one === 'tie' ? 'tie' : one === 'first' ? 'candidate' : 'reference';
}

/** @param identical records whose answers are the same text, about which nobody was asked */
export function tallyOf(
  asked: readonly BothOrders[],
  identical: number,
  confidence: number,
): Omit<JudgeComparison, 'candidate' | 'reference'> {
  const settled = asked.map(settle);
  const count = (what: Settled): number => settled.filter((one) => one === what).length;
  const of = (what: Verdict): number => asked.flat().filter((one) => one === what).length;
  const [better, worse, ties] = [count('candidate'), count('reference'), count('tie')];
  const contradictory = count('contradictory');
  const both = (what: Verdict): number =>
    asked.filter(([one, other]) => one === what && other === what).length;
  const agreed = better + worse + ties;
  return {
    records: asked.length + identical,
    identical,
    candidate_better: better,
    reference_better: worse,
    ties,
    contradictory,
    favoured: { first: both('first'), second: both('second') },
    failed: count('failed'),
    failures: { unanswered: of('unanswered'), unreadable: of('unreadable') },
    agreement: shareOf(agreed, agreed + contradictory, confidence),
    preferred: preference(better, worse, confidence),
  };
}

/** How the judge did on pairs whose candidate is the expected answer, and whose reference says nothing. */
export function controlsOf(asked: readonly BothOrders[]): JudgeControls {
  const isFooled = ([one, other]: BothOrders): boolean =>
    one === 'second' || one === 'tie' || other === 'first' || other === 'tie';
  const held = asked.filter((orders) => settle(orders) === 'candidate').length;
  const fooled = asked.filter(isFooled).length;
  return { tried: asked.length, held, fooled, failed: asked.length - held - fooled };
}

function preference(better: number, worse: number, confidence: number): JudgeComparison['preferred'] {
  const share = shareOf(better, better + worse, confidence);
  return share && { ...share, p: mcnemarExact(better, worse) };
}

function shareOf(hits: number, n: number, confidence: number) {
  return n === 0 ? null : { share: hits / n, interval: exactShare(hits, n, confidence) };
}

function isFailure(verdict: Verdict): verdict is 'unanswered' | 'unreadable' {
  return FAILURES.has(verdict);
}
