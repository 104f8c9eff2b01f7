import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { faultOf, random } from '../reading.ts';
import { dataset, labelled } from '../records.ts';
import { planned, shuffled, withMeta } from './planned.ts';

const column = { columns: { time: '收文日期' } };
const DAY = 86_400_000;

/** Records of consecutive days, in a random order, their dates in several forms. */
function dated(count: number, perDay = 1): DatasetRecord[] {
  const records = dataset([count, count]).map((record, n) => {
    const date = new Date(Date.UTC(2020, 0, 1) + Math.floor(n / perDay) * DAY);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const forms = [
      `民國${year - 1911}年${month}月${day}日`,
      `${year - 1911}/${month}/${day}`,
      `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    ];
    return { ...withMeta(record, { 收文日期: forms[n % 3] }), id: `day ${Math.floor(n / perDay)} ${n}` };
  });
  return shuffled(records, random(2));
}

const dayOf = (id: string) => Number(id.split(' ')[1]);

describe('a split by time', () => {
  it('trains on the oldest and tests on the newest', () => {
    const records = dated(100);
    const { plan, counts, placeOf, audit } = planned({ records, ...column });
    assert.equal(plan.method, 'time');
    assert.deepEqual([counts.train, counts.validation, counts.test], [144, 16, 40]);
    for (const [id, at] of placeOf) {
      assert.equal(at, dayOf(id) >= 160 ? 'test' : dayOf(id) >= 144 ? 'validation' : 'train', id);
    }
    assert.ok(audit.passed);
    assert.ok(audit.comparisons.some(({ kind, compared }) => kind === 'time' && compared === 200));
  });

  it('parts no day', () => {
    const { counts, placeOf, audit } = planned({ records: dated(100, 30), ...column });
    const days = new Map<number, unknown>();
    for (const [id, at] of placeOf) {
      assert.equal(at, days.get(dayOf(id)) ?? at, id);
      days.set(dayOf(id), at);
    }
    assert.ok(audit.passed);
    // 200 records, 30 a day: the newest days hold 20 and 30.
    assert.equal(counts.test, 50);
  });

  it('leaves out what has no date, and says so', () => {
    const records = dated(50).map((record, n) =>
      n % 10 === 0 ? withMeta(record, { 收文日期: ['不詳', '', null][n % 3] }) : record,
    );
    const { plan, audit } = planned({ records, ...column });
    assert.equal(plan.leftOut.undated, 10);
    assert.ok(audit.passed);
  });

  it('leaves out older records of a group or a question that is tested', () => {
    const records = dated(100).map((record) => {
      const meta = JSON.parse(record.meta!) as Record<string, unknown>;
      return withMeta(record, { ...meta, 案號: dayOf(record.id) % 50 === 0 ? '長案' : record.id });
    });
    const both = { columns: { time: '收文日期', group: '案號' } };
    // Days 0, 50 and 100 train; 150 would validate.
    assert.equal(planned({ records, ...both }).plan.leftOut.group, 1);
    const later = records.map((record) =>
      dayOf(record.id) === 199 ? withMeta(record, { 收文日期: '2030-01-01', 案號: '長案' }) : record,
    );
    const { plan, audit } = planned({ records: later, ...both });
    assert.equal(plan.leftOut.group, 4);
    assert.ok(audit.passed);
  });

  it('does not ask what could not be learnt yet', () => {
    const records = [
      ...dated(100),
      ...[1, 2].map((n) =>
        withMeta(labelled(`day 300 ${n}`, `新業務 ${n}`, '數位局'), { 收文日期: '2031-01-01' }),
      ),
    ];
    const { plan } = planned({ records, ...column });
    assert.equal(plan.leftOut.not_learnt, 2);
    assert.deepEqual(
      plan.few.map(({ label, records: count, done }) => [label, count, done]),
      [['數位局', 2, 'left_out']],
    );
  });

  it('draws validation by time beside the user’s own test', () => {
    const test = [
      withMeta(labelled('t', '舊問題', '標籤0'), { 收文日期: '2019-01-01' }),
      ...dataset([2, 2], 'own'),
    ];
    const { plan, counts, audit } = planned({ records: dated(100), test, ...column });
    assert.equal(plan.method, 'test_file');
    assert.deepEqual([counts.train, counts.validation], [180, 20]);
    // The user chose an old test record: that is found, for people to judge.
    assert.deepEqual(audit.comparisons.find(({ kind }) => kind === 'time')!.records, ['t']);
  });

  it('needs a column with dates', async () => {
    const refused = (records: readonly DatasetRecord[]) =>
      faultOf((async () => planned({ records, ...column }))());
    assert.equal((await refused(dataset([20, 20]))).code, 'INPUT_MISSING_FIELD');
    const unreadable = await refused(
      dataset([20, 20]).map((one) => withMeta(one, { 收文日期: '03/05/2024' })),
    );
    assert.deepEqual([unreadable.code, unreadable.found], ['INPUT_WRONG_TYPE', '03/05/2024']);
    assert.match(unreadable.expected!, /民國113年5月3日/);
    const one = await refused(dataset([20, 20]).map((record) => withMeta(record, { 收文日期: '113/5/3' })));
    assert.deepEqual([one.code, one.params], ['INPUT_TOO_FEW_RECORDS', { count: 0, minimum: 1 }]);
  });
});
