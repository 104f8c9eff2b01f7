import assert from 'node:assert/strict';
import { pageOf, versionAfter, windowOf } from '../../../../../pipeline/store/rows/page.ts';

const cursor = (key: string) => Buffer.from(key).toString('base64url');

describe('pages', () => {
  it('start at the beginning, with 50 rows, and 1 to 200 when asked', () => {
    assert.deepEqual(windowOf({}), { after: null, limit: 50 });
    for (const [asked, given] of [
      [0, 1],
      [-5, 1],
      [7, 7],
      [201, 200],
    ] as const)
      assert.equal(windowOf({ limit: asked }).limit, given);
  });

  it('give a cursor only where there is more', () => {
    const rows = ['a', 'b', '案'];
    const page = pageOf(
      rows,
      2,
      (row) => row.toUpperCase(),
      (row) => row,
    );
    assert.deepEqual(page, { items: ['A', 'B'], next: cursor('b') });
    assert.equal(windowOf({ cursor: page.next! }).after, 'b');
    assert.equal(pageOf(rows, 3, String, String).next, null);
    assert.deepEqual(pageOf([], 3, String, String), { items: [], next: null });
    assert.equal(windowOf({ cursor: cursor('案') }).after, '案');
  });

  for (const bad of ['', 'a b', 'ä', 'x'.repeat(401), cursor('a\0b'), cursor('a\n'), '===']) {
    it(`refuse the cursor ${JSON.stringify(bad).slice(0, 20)}`, () => {
      assert.throws(() => windowOf({ cursor: bad }), { code: 'CURSOR_INVALID', place: { field: 'cursor' } });
    });
  }

  it('by version number take no other cursor', () => {
    assert.equal(versionAfter({ after: null, limit: 1 }), null);
    assert.equal(versionAfter({ after: '12', limit: 1 }), 12);
    for (const after of ['', 'x', '0', '-1', '1.5', '1e3', '9999999999', ' 1'])
      assert.throws(() => versionAfter({ after, limit: 1 }), { code: 'CURSOR_INVALID' });
  });
});
