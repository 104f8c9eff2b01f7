import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { NearClusters } from '../../../../datasets/split/near-clusters.ts';
import { OwnTest } from '../../../../datasets/split/own-test.ts';
import { planSplit } from '../../../../datasets/split/plan.ts';
import { SplitPool } from '../../../../datasets/split/pool.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { auditSplit, type Finished } from '../../../../stages/split/audit.ts';
import { dataset, labelled } from '../../datasets/records.ts';
import { MemoryArtifacts } from '../memory-artifacts.ts';
import { storeRecords } from '../records.ts';

const SETTINGS = { test: 0.2, validation: 0.1, validationMost: null };
const { signal } = new AbortController();

describe('the audit of what was stored', () => {
  let artifacts: MemoryArtifacts;
  beforeEach(() => {
    artifacts = new MemoryArtifacts();
  });

  const finish = (
    records: readonly DatasetRecord[],
    test: readonly DatasetRecord[] | null,
    near: NearClusters | null,
  ): Finished => {
    const pool = new SplitPool(42);
    for (const record of records) pool.see(record);
    const ownTest = test && new OwnTest(pool);
    for (const record of test ?? []) ownTest!.see(record);
    return { pool, ownTest, near, plan: planSplit(pool, ownTest, SETTINGS, near) };
  };
  const store = async (
    parts: Readonly<Record<'train' | 'validation' | 'test', readonly DatasetRecord[]>>,
  ) => ({
    train: await storeRecords(artifacts, parts.train),
    validation: await storeRecords(artifacts, parts.validation),
    test: await storeRecords(artifacts, parts.test),
  });
  const partsOf = (records: readonly DatasetRecord[], { plan }: Finished) => {
    const at = (part: string) => records.filter((_, row) => plan.places[row] === part);
    return { train: at('train'), validation: at('validation'), test: at('test') };
  };
  const near = (records: readonly DatasetRecord[]): NearClusters => ({
    size: 2 * records.length,
    ofRecord: (row) => row - (row % 2),
    ofTest: (row) => (row === 0 ? 4 : records.length + row),
  });

  it('reads every record with its cluster', async () => {
    const records = dataset([60, 60]);
    const finished = finish(records, null, near(records));
    const report = await auditSplit(await store(partsOf(records, finished)), finished, artifacts, signal);
    const used = finished.plan.places.filter((place) => place !== null).length;
    assert.ok(used < 120, 'the clusters put some out');
    assert.deepEqual(report.comparisons, [
      { kind: 'exact', compared: used, found: 0, records: [] },
      { kind: 'near', compared: used, found: 0, records: [] },
    ]);
  });

  it('knows the clusters of the user’s own test by where its usable records stand', async () => {
    const records = dataset([60, 60]);
    const own = [...dataset([2, 2], 'own'), labelled('blank', '', '標籤0'), ...dataset([1, 1], 'more')];
    const finished = finish(records, own, near(records));
    assert.deepEqual(finished.plan.places.slice(4, 6), [null, null]);
    const usable = own.filter(({ id }) => id !== 'blank');
    const parts = await store({ ...partsOf(records, finished), test: usable });
    const report = await auditSplit(parts, finished, artifacts, signal);
    assert.ok(report.passed);
    // The same parts, but with what was left out put back: it is found.
    const places = [...finished.plan.places];
    places[4] = 'train';
    const careless = { ...finished, plan: { ...finished.plan, places } };
    const leaking = await store({ ...partsOf(records, careless), test: usable });
    await assert.rejects(auditSplit(leaking, careless, artifacts, signal), /near, 1 records, first own0-0/);
  });

  it('lets no split pass that leaks, or is not what was planned', async () => {
    const records = dataset([60, 60]);
    const finished = finish(records, null, null);
    const { train, validation, test } = partsOf(records, finished);
    const again = { ...train[0]!, id: 'again' };
    const audited = async (parts: Parameters<typeof store>[0]) =>
      auditSplit(await store(parts), finished, artifacts, signal);
    assert.ok((await audited({ train, validation, test })).passed);
    const leaking = { train, validation, test: [again, ...test.slice(1)] };
    await assert.rejects(audited(leaking), /exact, 1 records, first again/);
    await assert.rejects(audited({ train: train.slice(1), validation, test }), /train lacks records/);
    await assert.rejects(audited({ train, validation, test: [...test, again] }), /test holds more records/);
  });

  it('stops when it is told to', async () => {
    const records = dataset([60, 60]);
    const finished = finish(records, null, null);
    const parts = await store(partsOf(records, finished));
    await assert.rejects(auditSplit(parts, finished, artifacts, AbortSignal.abort()), { name: 'AbortError' });
  });
});
