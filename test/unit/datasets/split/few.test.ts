import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { recordsNeeded } from '../../../../datasets/split/few.ts';
import type { SplitReport } from '../../../../pipeline/contracts/data-reports.ts';
import { dataset, labelled } from '../records.ts';
import { AUTO, planned } from './planned.ts';

describe('labels with too few records', () => {
  it('need enough for five in the test and ten in training', () => {
    assert.equal(recordsNeeded({ test: 0.2, validation: 0.1 }), 25);
    assert.equal(recordsNeeded({ test: 0.5, validation: 0.1 }), 23);
    assert.equal(recordsNeeded({ test: 0, validation: 0.1 }), 12);
    assert.equal(recordsNeeded({ test: 0, validation: 0 }), 10);
  });

  it('are named with what they lack, and the others are not', () => {
    const { plan } = planned({ records: dataset([60, 24, 25, 10]) });
    assert.deepEqual(
      plan.few.map(({ label, records, needed, missing }) => [label, records, needed, missing]),
      [
        ['標籤1', 24, 25, 1],
        ['標籤3', 10, 25, 15],
      ],
    );
  });

  it('have one at least in training and in the test, and it is said where that took a move', () => {
    const done = new Set<SplitReport['few'][number]['done']>();
    for (let seed = 0; seed < 60; seed++) {
      const records = [...dataset([30, 30]), ...[1, 2].map((n) => labelled(`x${n}`, `罕見 ${n}`, '罕見'))];
      const { plan, placeOf } = planned({ records, seed, settings: { ...AUTO, validation: 0.3 } });
      const places = ['x1', 'x2'].map((id) => placeOf.get(id)).sort();
      assert.deepEqual(places, ['test', 'train'], `seed ${seed}`);
      done.add(plan.few.find(({ label }) => label === '罕見')!.done);
    }
    assert.deepEqual([...done].sort(), ['as_drawn', 'lent_to_test', 'lent_to_training']);
  });

  it('move whole: no cluster and no question is parted for them', () => {
    for (let seed = 0; seed < 30; seed++) {
      const rare = [1, 2, 3, 4].map((n) => labelled(`x${n}`, `罕見 ${n}`, '罕見'));
      const clusters = new Map(rare.map(({ id }, n) => [id, n < 2 ? 1 : 2]));
      const { audit, counts } = planned({ records: [...dataset([30, 30]), ...rare], clusters, seed });
      assert.ok(audit.passed);
      const { train, test } = counts.per_label.find(({ label }) => label === '罕見')!;
      assert.ok(train > 0 && test > 0, `seed ${seed}`);
    }
  });

  it('are learnt and not tested where all their records are of one cluster', () => {
    for (let seed = 0; seed < 12; seed++) {
      const rare = [1, 2, 3].map((n) => labelled(`x${n}`, `罕見 ${n}`, '罕見'));
      const clusters = new Map(rare.map(({ id }) => [id, 1]));
      const { audit, counts, plan } = planned({ records: [...dataset([30, 30]), ...rare], clusters, seed });
      assert.ok(audit.passed);
      const { train, test } = counts.per_label.find(({ label }) => label === '罕見')!;
      assert.ok(train > 0 && test === 0);
      const { done, missing } = plan.few.find(({ label }) => label === '罕見')!;
      assert.equal(missing, 22);
      assert.ok(done === 'not_tested' || done === 'lent_to_training', done);
    }
  });

  it('take no other label’s last record', () => {
    // Two labels that share both their questions: what tests the one cannot leave the other without training.
    for (let seed = 0; seed < 30; seed++) {
      const shared = ['甲', '乙'].flatMap((text) => [
        labelled(`${text}1`, text, '子'),
        labelled(`${text}2`, text, '丑'),
      ]);
      const { counts, audit } = planned({ records: [...dataset([30, 30]), ...shared], seed });
      assert.ok(
        counts.per_label.every(({ train, test }) => train > 0 && test > 0),
        `seed ${seed}`,
      );
      assert.ok(audit.passed);
    }
  });
});
