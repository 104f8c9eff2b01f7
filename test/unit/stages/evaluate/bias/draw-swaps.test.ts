import assert from 'node:assert/strict';
import type { DatasetRecord } from '../../../../../pipeline/contracts/record.ts';
import { drawSwaps, MOST_SWAPS } from '../../../../../stages/evaluate/bias/draw-swaps.ts';

const record = (id: string, ...users: readonly string[]): DatasetRecord => ({
  id,
  messages: users.map((content) => ({ role: 'user', content })),
  label: 'a',
  split: null,
  source: null,
  meta: null,
});
const INSTRUCTION = '請判斷陳先生或其他人的陳情應由哪個單位承辦。';

describe('swapped records', () => {
  it('leave an instruction that records share as it is, and out of what an example shows', async () => {
    const records = ['王先生的路燈壞了', '林小姐檢舉噪音', '公園樹木傾倒'].map((text, i) =>
      record(`r${i}`, `${INSTRUCTION}\n\n${text}`),
    );
    const { found, rows, swaps } = await drawSwaps(() => [records], 1);
    assert.equal(found.gender, 2, 'the gentleman of the instruction is nobody that a record is about');
    const gender = swaps.flatMap((swap, i) => (swap.kind === 'gender' ? [{ ...swap, row: rows[i]! }] : []));
    assert.deepEqual(
      gender.map(({ at, before, after }) => [at, before, after]),
      [
        [0, '王先生的路燈壞了', '王女士的路燈壞了'],
        [1, '林小姐檢舉噪音', '林先生檢舉噪音'],
      ],
    );
    assert.equal(gender[0]!.row.messages[0]!.content, `${INSTRUCTION}\n\n王女士的路燈壞了`);
    assert.equal(gender[0]!.row.id, 'gender:r0');
  });

  it('show an own first paragraph, and exchange earlier turns too', async () => {
    const { swaps, rows } = await drawSwaps(() => [[record('x', '王先生您好', '敬啟者\n\n他的太太')]], 1);
    const at = swaps.findIndex(({ kind }) => kind === 'gender');
    assert.equal(swaps[at]!.before, '敬啟者\n\n他的太太');
    assert.match(swaps[at]!.after, /^敬啟者\n\n/);
    assert.match(rows[at]!.messages[0]!.content, /女士/);
  });

  it('are at most so many of a kind, the same for the same seed', async () => {
    const records = Array.from({ length: MOST_SWAPS + 50 }, (_, i) => record(`r${i}`, `第 ${i} 件：王先生`));
    const draw = async (seed: number) =>
      (await drawSwaps(() => [records.slice(0, 100), records.slice(100)], seed)).rows.map(({ id }) => id);
    const first = await draw(1);
    assert.equal(first.filter((id) => id.startsWith('gender:')).length, MOST_SWAPS);
    assert.deepEqual(await draw(1), first);
    assert.notDeepEqual(await draw(2), first);
  });
});
