import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { GENERATED, SOURCE_RECORD } from '../../../../datasets/split/columns.ts';
import { LeakageAudit, type Seen } from '../../../../datasets/split/leakage-audit.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { labelled } from '../records.ts';
import { withMeta } from './planned.ts';

type Part = 'train' | 'validation' | 'test';
type Shown = readonly [Part, DatasetRecord, Partial<Seen>?];

function audited(shown: readonly Shown[], clusters: number | null = null) {
  const audit = new LeakageAudit({ group: '案號', time: '日期' }, clusters);
  for (const [part, record, seen] of shown) audit.see(part, record, { cluster: null, own: false, ...seen });
  return audit.report();
}

/** What a comparison found, by kind. */
function found(shown: readonly Shown[], clusters: number | null = null) {
  const report = audited(shown, clusters);
  const kinds = report.comparisons.filter((one) => one.found > 0).map(({ kind, records }) => [kind, records]);
  assert.equal(report.passed, kinds.length === 0);
  return Object.fromEntries(kinds) as Record<string, readonly string[]>;
}

const plain = (id: string, text = id) => labelled(id, text, '甲');

describe('the audit of a split', () => {
  it('finds nothing where there is nothing, and says what it compared', () => {
    const report = audited([
      ['train', plain('a')],
      ['train', plain('b', 'a')],
      ['validation', plain('c')],
      ['test', plain('d')],
    ]);
    assert.deepEqual(report, {
      passed: true,
      comparisons: [{ kind: 'exact', compared: 4, found: 0, records: [] }],
    });
  });

  it('finds a question on two sides, however it is spaced', () => {
    assert.deepEqual(
      found([
        ['train', plain('a', '路燈 不亮')],
        ['test', plain('b', ' 路燈\n不亮')],
      ]),
      { exact: ['b'] },
    );
    assert.deepEqual(
      found([
        ['train', plain('a')],
        ['validation', plain('b', 'a')],
      ]),
      { exact: ['b'] },
    );
    assert.deepEqual(
      found([
        ['validation', plain('a')],
        ['test', plain('b', 'a')],
      ]),
      { exact: ['b'] },
    );
  });

  it('finds a cluster on two sides', () => {
    const shown: Shown[] = [
      ['train', plain('a'), { cluster: 3 }],
      ['train', plain('b'), { cluster: 3 }],
      ['validation', plain('c'), { cluster: 1 }],
      ['test', plain('d'), { cluster: 0 }],
    ];
    assert.deepEqual(found(shown, 4), {});
    assert.deepEqual(found([...shown, ['test', plain('e'), { cluster: 3 }]], 4), { near: ['e'] });
    assert.deepEqual(found([...shown, ['test', plain('e'), { cluster: 1 }]], 4), { near: ['e'] });
  });

  it('finds a group on two sides', () => {
    const shown: Shown[] = [
      ['train', withMeta(plain('a'), { 案號: '7' })],
      ['test', withMeta(plain('b'), { 案號: 8 })],
    ];
    assert.deepEqual(found(shown), {});
    assert.deepEqual(found([...shown, ['test', withMeta(plain('c'), { 案號: ' 7 ' })]]), { group: ['c'] });
  });

  it('finds what is not newer', () => {
    const on = (id: string, date: string) => withMeta(plain(id), { 日期: date });
    const shown: Shown[] = [
      ['train', on('a', '112/1/1')],
      ['train', on('b', '111/1/1')],
      ['validation', on('c', '2023-01-02')],
      ['test', on('d', '民國112年1月3日')],
    ];
    assert.deepEqual(found(shown), {});
    assert.deepEqual(found([...shown, ['test', on('e', '112/1/2')]]), { time: ['e'] });
    assert.deepEqual(found([...shown, ['test', on('e', '不詳')]]), {});
  });

  it('finds what a model made up, and what it was made from', () => {
    const generated = { ...withMeta(plain('g'), { [SOURCE_RECORD]: ['s'] }), source: GENERATED };
    assert.deepEqual(
      found([
        ['train', generated],
        ['train', plain('s')],
        ['test', plain('t')],
      ]),
      {},
    );
    assert.deepEqual(
      found([
        ['train', plain('s')],
        ['test', generated],
      ]),
      { generated: ['g'] },
    );
    assert.deepEqual(
      found([
        ['train', generated],
        ['validation', plain('s')],
      ]),
      { generated: ['s'] },
    );
    // Ids of the user's own test file are not those of the dataset.
    assert.deepEqual(
      found([
        ['train', generated],
        ['test', plain('s'), { own: true }],
      ]),
      {},
    );
  });

  it('counts all and names a few', () => {
    const shown = Array.from({ length: 20 }, (_, n): Shown => ['test', plain(`t${n}`, 'a')]);
    const [exact] = audited([['train', plain('a')], ...shown]).comparisons;
    assert.deepEqual([exact!.compared, exact!.found, exact!.records.length], [21, 20, 5]);
  });
});
