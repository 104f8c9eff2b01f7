import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { faultOf, random } from '../reading.ts';
import { dataset, labelled } from '../records.ts';
import { planned, withMeta } from './planned.ts';

const column = { columns: { group: '案號' } };
const grouped = (records: readonly DatasetRecord[], groupOf: (n: number) => unknown) =>
  records.map((record, n) => withMeta(record, { 案號: groupOf(n) }));

describe('records that belong together', () => {
  it('never stand on both sides when they are near duplicates, and the test keeps its own', () => {
    const records = dataset([100, 100, 100]);
    const alone = planned({ records });
    const next = random(7);
    const clusters = new Map(records.map(({ id }) => [id, Math.floor(next() * 150)]));
    const { placeOf, plan, audit } = planned({ records, clusters });
    assert.ok(audit.passed);
    assert.deepEqual(
      audit.comparisons.map(({ kind }) => kind),
      ['exact', 'near'],
    );
    const lent = plan.few.filter(({ done }) => done !== 'as_drawn');
    assert.deepEqual(lent, []);
    for (const [id, at] of alone.placeOf) {
      // Each is where it would be without clusters, or nowhere; a test record is never the one to go.
      const now = placeOf.get(id);
      assert.ok(now === at || (now === null && at !== 'test'), `${id}: ${at} → ${now}`);
    }
    assert.ok(plan.leftOut.near > 20);
    assert.equal(plan.places.filter((at) => at === null).length, plan.leftOut.near);
  });

  it('are left out when a record of the user’s own test file resembles them', () => {
    const records = dataset([30, 30]);
    const test = dataset([4, 4], 'own');
    const clusters = new Map([
      [records[3]!.id, 1],
      [records[8]!.id, 1],
      [test[2]!.id, 1],
    ]);
    const { plan, audit } = planned({ records, test: [labelled('blank', '', '標籤0'), ...test], clusters });
    assert.deepEqual([plan.places[3], plan.places[8]], [null, null]);
    assert.equal(plan.leftOut.near, 2);
    assert.ok(audit.passed);
  });

  it('stay together by a group column, whatever they ask, with nothing left out', () => {
    const next = random(11);
    const records = grouped(dataset([120, 120]), () => `案${Math.floor(next() * 60)}`);
    const { plan, audit, counts } = planned({ records, ...column });
    assert.ok(audit.passed);
    assert.equal(audit.comparisons.find(({ kind }) => kind === 'group')!.compared, 240);
    assert.ok(plan.places.every((at) => at !== null));
    assert.ok(counts.test >= 20 && counts.test <= 80, String(counts.test));
  });

  it('take a group’s name as it is meant: space and type make no difference', () => {
    const names = ['甲 案', ' 甲  案 ', 7, '7', '乙'];
    const records = grouped(dataset([50, 50]), (n) => names[n % 5]);
    const { plan } = planned({ records, ...column, seed: 5 });
    for (let n = 0; n < 100; n += 5) {
      assert.equal(plan.places[n], plan.places[n + 1]);
      assert.equal(plan.places[n + 2], plan.places[n + 3]);
    }
  });

  it('draw by themselves where they have no group', () => {
    const records = dataset([60, 60]).map((record, n) => (n < 2 ? withMeta(record, { 案號: '甲' }) : record));
    const { plan } = planned({ records, ...column });
    assert.deepEqual(plan.places.slice(2), planned({ records }).plan.places.slice(2));
  });

  it('leave training with their group when the user’s own test holds it', () => {
    const records = grouped(dataset([40, 40]), (n) => `案${n % 10}`);
    const test = grouped(dataset([3, 3], 'own'), () => '案4');
    const { plan, audit } = planned({ records, test, ...column });
    assert.equal(plan.leftOut.group, 8);
    assert.ok(audit.passed);
  });

  it('are told of a column that is not there, or leaves nothing to draw', async () => {
    const refused = (records: readonly DatasetRecord[]) =>
      faultOf((async () => planned({ records, ...column }))());
    const missing = await refused(dataset([20, 20]));
    assert.deepEqual([missing.code, missing.place?.field], ['INPUT_MISSING_FIELD', '案號']);
    const perLabel = await refused(
      dataset([20, 20]).map((record) => withMeta(record, { 案號: record.label })),
    );
    assert.equal(perLabel.code, 'INPUT_TOO_FEW_RECORDS');
    assert.deepEqual(perLabel.params, { count: 0, minimum: 1 });
  });
});
