import assert from 'node:assert/strict';
import {
  type BothOrders,
  controlsOf,
  settle,
  tallyOf,
  type Verdict,
} from '../../../../../stages/evaluate/text-judge/tally.ts';

const VERDICTS: readonly Verdict[] = ['first', 'second', 'tie', 'unanswered', 'unreadable'];
const times = (count: number, orders: BothOrders): BothOrders[] =>
  Array.from({ length: count }, () => orders);

describe('a judge’s verdicts', () => {
  it('count only where both orders say the same; what fails is no tie and no loss', () => {
    assert.equal(settle(['first', 'second']), 'candidate');
    assert.equal(settle(['second', 'first']), 'reference');
    assert.equal(settle(['tie', 'tie']), 'tie');
    for (const orders of [
      ['first', 'first'],
      ['second', 'second'],
      ['tie', 'first'],
      ['second', 'tie'],
    ] as const)
      assert.equal(settle(orders), 'contradictory', orders.join());
    for (const other of VERDICTS) {
      assert.equal(settle(['unanswered', other]), 'failed');
      assert.equal(settle([other, 'unreadable']), 'failed');
    }
  });

  it('put every record in one place, whatever the replies are', () => {
    const all = VERDICTS.flatMap((one) => VERDICTS.map((other): BothOrders => [one, other]));
    const { records, identical, agreement, preferred, ...rest } = tallyOf(all, 7, 0.95);
    assert.equal(records, 32);
    assert.equal(identical, 7);
    assert.deepEqual(rest, {
      candidate_better: 1,
      reference_better: 1,
      ties: 1,
      contradictory: 6,
      favoured: { first: 1, second: 1 },
      failed: 16,
      failures: { unanswered: 10, unreadable: 10 },
    });
    assert.equal(agreement!.share, 3 / 9);
    assert.deepEqual([preferred!.share, preferred!.p], [1 / 2, 1]);
  });

  it('are tested by their signs: 9 against 1 is p = 22 / 1024, its interval leaves out a half', () => {
    const { preferred } = tallyOf(
      [...times(9, ['first', 'second']), ...times(1, ['second', 'first']), ...times(40, ['first', 'first'])],
      0,
      0.95,
    );
    assert.equal(preferred!.share, 0.9);
    assert.ok(Math.abs(preferred!.p - 22 / 1024) < 1e-12);
    // Clopper and Pearson for 9 of 10 (scipy.stats.beta.ppf): 0.5549839 to 0.9974714.
    assert.ok(Math.abs(preferred!.interval[0] - 0.5549839) < 1e-6, String(preferred!.interval));
    assert.ok(Math.abs(preferred!.interval[1] - 0.9974714) < 1e-6, String(preferred!.interval));
  });

  it('are undefined, not 0, where nothing was decided', () => {
    const lost = tallyOf(times(5, ['unanswered', 'unanswered']), 0, 0.95);
    assert.deepEqual([lost.agreement, lost.preferred, lost.failed], [null, null, 5]);
    const torn = tallyOf(times(5, ['first', 'first']), 0, 0.95);
    assert.equal(torn.agreement!.share, 0);
    assert.equal(torn.preferred, null);
    assert.deepEqual(torn.favoured, { first: 5, second: 0 });
  });

  it('of worthless answers: held, fooled by one order, or without a verdict', () => {
    assert.deepEqual(
      controlsOf([
        ['first', 'second'],
        ['first', 'first'],
        ['tie', 'tie'],
        ['unanswered', 'first'],
        ['first', 'unreadable'],
      ]),
      { tried: 5, held: 1, fooled: 3, failed: 1 },
    );
  });
});
