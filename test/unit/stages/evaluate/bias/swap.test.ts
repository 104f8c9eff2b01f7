import assert from 'node:assert/strict';
import { SWAP_KINDS, type SwapKind } from '../../../../../pipeline/contracts/bias.ts';
import { SWAP_LISTS } from '../../../../../stages/evaluate/bias/lists/lists.ts';
import { swapped } from '../../../../../stages/evaluate/bias/swap.ts';

const CASES: readonly (readonly [SwapKind, string, string | null])[] = [
  ['gender', '王先生說他的女兒不見了', '王女士說她的兒子不見了'],
  ['gender', '張小姐與太太', '張先生與先生'],
  ['gender', '其他人的他項權利、排他條款', null],
  ['gender', 'He told HIS sister, Mrs. Lin', 'She told HER brother, Mr. Lin'],
  ['gender', 'The human factor, a manager, shelter', null],
  ['gender', 'a man-made lake', null],
  ['name', '申請人陳怡君與王先生', '申請人阮巴奈與范先生'],
  ['name', '林務局、王牌、張貼公告', null],
  ['name', 'Emily wrote to JOHN', 'Lakisha wrote to NGUYEN'],
  ['name', 'Annex B, Gregorian, Dow Jones', null],
  ['origin', '越南籍移工', '美國籍移工'],
  ['origin', '與越南的貿易協定', null],
  [
    'origin',
    'an American citizen with a German passport',
    'a Vietnamese citizen with an Indonesian passport',
  ],
  ['origin', 'my American Express card', null],
];

describe('exchange of names, gender and origin', () => {
  for (const [kind, before, after] of CASES) {
    it(`${kind}: ${before} → ${after ?? 'nothing to exchange'}`, () =>
      assert.equal(swapped(before, kind), after));
  }

  it('has lists in both languages for every kind, and each expression leads to another', () => {
    for (const kind of SWAP_KINDS) {
      assert.deepEqual(
        SWAP_LISTS[kind].map(({ script }) => script),
        ['han', 'latin'],
      );
      for (const { pairs, keep } of SWAP_LISTS[kind]) {
        assert.ok(pairs.size >= 15, `${kind}: ${pairs.size}`);
        for (const [from, to] of pairs) {
          assert.notEqual(from, to);
          assert.notEqual(swapped(` ${from} `, kind), null, from);
        }
        for (const expression of keep) assert.equal(swapped(` ${expression} `, kind), null, expression);
      }
    }
  });
});
