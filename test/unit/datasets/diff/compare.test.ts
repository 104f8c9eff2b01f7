import assert from 'node:assert/strict';
import { compareDatasets } from '../../../../datasets/diff/compare.ts';
import type { DatasetDiff, RecordDifference } from '../../../../pipeline/contracts/dataset-diff.ts';
import { lines, random, streamOf } from '../reading.ts';

interface Compared {
  readonly diff: DatasetDiff;
  readonly list: readonly RecordDifference[];
}

async function compare(before: string, after: string): Promise<Compared> {
  const compared = await compareDatasets(
    { name: 'before.jsonl', bytes: streamOf(before) },
    { name: 'after.jsonl', bytes: streamOf(after) },
    { signal: new AbortController().signal },
  );
  const { diff } = compared;
  const list = [...compared.list()];
  const { unchanged, moved, changed, relabelled, added, removed } = diff;
  assert.equal(unchanged + moved + changed + relabelled + removed, diff.before.records);
  assert.equal(unchanged + moved + changed + relabelled + added, diff.after.records);
  assert.equal(list.length, moved + changed + relabelled + added + removed);
  return { diff, list };
}

const row = (n: number, more: object = {}) => ({ text: `第 ${n} 件陳情`, label: `單位${n % 3}`, ...more });
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n));
const kinds = ({ list }: Compared) => list.map(({ change, was, record }) => [change, was, record]);

describe('comparing two versions of a dataset', () => {
  it('finds nothing between a file and itself', async () => {
    const { diff, list } = await compare(lines(...rows(50)), lines(...rows(50)));
    assert.deepEqual([diff.unchanged, list], [50, []]);
  });

  it('goes by content: a record put in at the top moves nobody', async () => {
    const compared = await compare(lines(...rows(20)), lines(row(99), ...rows(20)));
    assert.equal(compared.diff.unchanged, 20);
    assert.deepEqual(kinds(compared), [['added', null, 'line:1']]);
  });

  it('says of as few records as possible that they moved', async () => {
    const [first, ...rest] = rows(20);
    const compared = await compare(lines(...rows(20)), lines(...rest, first));
    assert.deepEqual(kinds(compared), [['moved', 'line:1', 'line:20']]);
  });

  it('tells a new label from a new text, with and without ids of their own', async () => {
    const before = [row(0, { id: 'a' }), row(1, { id: 'b' }), row(2, { id: 'c' })];
    const after = [row(0, { id: 'a', label: '新單位' }), row(7, { id: 'b' }), row(2, { id: 'c', extra: 1 })];
    const compared = await compare(lines(...before), lines(...after));
    assert.deepEqual(kinds(compared), [
      ['relabelled', 'a', 'a'],
      ['changed', 'b', 'b'],
      ['changed', 'c', 'c'],
    ]);
    assert.deepEqual([compared.list[0]!.label_before, compared.list[0]!.label], ['單位0', '新單位']);
    const bare = await compare(lines(row(0), row(1)), lines(row(1), row(0, { label: '新單位' })));
    assert.deepEqual(kinds(bare), [['relabelled', 'line:1', 'line:2']]);
    assert.equal(bare.diff.unchanged, 1);
  });

  it('pairs copies one with one, those of the same id first', async () => {
    const copy = (id: string) => ({ ...row(1), id });
    const less = await compare(lines(copy('a'), copy('b'), copy('c')), lines(copy('b'), copy('c')));
    assert.deepEqual(kinds(less), [['removed', 'a', null]]);
    const more = await compare(lines(row(1)), lines(row(1), row(1), row(1)));
    assert.deepEqual(kinds(more), [
      ['added', null, 'line:2'],
      ['added', null, 'line:3'],
    ]);
  });

  it('counts labels before and after, and says what each file is', async () => {
    const csv = `﻿text,label\n${rows(4)
      .map(({ text, label }) => `${text},${label}`)
      .join('\n')}\n`;
    const { diff } = await compare(lines(...rows(3)), csv);
    assert.deepEqual(diff.labels, [
      { label: '單位0', before: 1, after: 2 },
      { label: '單位1', before: 1, after: 1 },
      { label: '單位2', before: 1, after: 1 },
    ]);
    assert.deepEqual([diff.before.container, diff.after.container], ['jsonl', 'csv']);
    assert.deepEqual([diff.unchanged, diff.added], [3, 1], 'another container is no other content');
  });

  it('names the file that cannot be read', async () => {
    await assert.rejects(compare(lines(...rows(3)), '{"text": "斷'), (error: Error & { faults?: unknown }) =>
      /after\.jsonl/.test(JSON.stringify(error.faults)),
    );
  });

  it('accounts for every record of versions changed at random', async () => {
    const next = random(5);
    const before = Array.from({ length: 400 }, (_, n) => row(n, next() < 0.5 ? { id: `r${n}` } : {}));
    const after = before
      .filter(() => next() > 0.1)
      .map((one) => (next() < 0.1 ? { ...one, label: '改' } : one))
      .map((one) => (next() < 0.1 ? { ...one, text: `${one.text}，已補正` } : one))
      .sort(() => next() - 0.5);
    const { diff } = await compare(lines(...before), lines(...after, ...before.slice(0, 5)));
    assert.ok(diff.moved > 0 && diff.relabelled > 0 && diff.changed > 0 && diff.removed > 0);
  });
});
