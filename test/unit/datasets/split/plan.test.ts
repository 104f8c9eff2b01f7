import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { canonicalQuestion } from '../../../../datasets/fingerprint/content.ts';
import type { Place } from '../../../../datasets/split/draft.ts';
import type { SplitPlan } from '../../../../datasets/split/plan.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { faultOf, faultsOf, random } from '../reading.ts';
import { dataset, labelled } from '../records.ts';
import { type Given, planned } from './planned.ts';

const refused = (given: Given) => faultOf((async () => planned(given))());

const questionsAt = (records: readonly DatasetRecord[], { places }: SplitPlan, place: Place) =>
  new Set(records.filter((_, row) => places[row] === place).map(canonicalQuestion));

describe('the split', () => {
  it('gives the same places for the same records and seed, in whatever order they come', () => {
    const records = dataset([100, 60, 30]);
    const { plan } = planned({ records });
    assert.deepEqual(planned({ records }).plan, plan);
    const backwards = planned({ records: records.toReversed() }).plan;
    assert.deepEqual(backwards.places.toReversed(), plan.places);
    assert.notDeepEqual(planned({ records, seed: 43 }).plan.places, plan.places);
  });

  it('holds each label to its share, as far as chance allows, and every label in training and test', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { counts } = planned({ records: dataset([2, 3, 10, 40, 120]), seed });
      for (const { train, validation, test } of counts.per_label) {
        const all = train + validation + test;
        assert.ok(train >= 1 && test >= 1);
        const bound = 4 * Math.sqrt(0.2 * 0.8 * all);
        assert.ok(Math.abs(test - 0.2 * all) <= bound, `${test} of ${all}`);
      }
    }
  });

  it('never lets a question of the test be trained on, however records repeat or contradict each other', () => {
    const next = random(23);
    for (let seed = 0; seed < 20; seed++) {
      const records = Array.from({ length: 120 }, (_, n) =>
        labelled(`r${n}`, `題目 ${Math.floor(next() * 60)}`, `標籤${n % 3}`),
      );
      const { plan, leaked, audit } = planned({ records, seed });
      const trained = questionsAt(records, plan, 'train');
      const validated = questionsAt(records, plan, 'validation');
      const tested = questionsAt(records, plan, 'test');
      assert.ok(tested.size > 0);
      for (const question of tested) assert.ok(!trained.has(question) && !validated.has(question));
      for (const question of validated) assert.ok(!trained.has(question));
      assert.equal(leaked, 0);
      assert.ok(audit.passed);
    }
  });

  it('takes about 200 records at most for validation by itself, and the share asked for when asked', () => {
    const records = dataset([2000, 2000]);
    const { counts: auto, plan } = planned({ records });
    assert.equal(plan.shares.validation, 0.05);
    assert.ok(Math.abs(auto.validation - 160) <= 50, String(auto.validation));
    const asked = planned({ records, settings: { validation: 0.25, validationMost: null } }).counts;
    assert.ok(Math.abs(asked.validation - 800) <= 100, String(asked.validation));
    assert.equal(planned({ records, settings: { validation: 0 } }).counts.validation, 0);
  });

  it('takes the user’s own test file, and trains on none of its questions', () => {
    const records = dataset([30, 30]);
    const test = [records[4]!, records[9]!, ...dataset([3, 3], 'own')].map((record, n) => ({
      ...record,
      id: `t${n}`,
    }));
    const { plan, counts, leaked, audit } = planned({ records, test });
    assert.equal(plan.method, 'test_file');
    assert.equal(counts.test, 8);
    assert.deepEqual([leaked, plan.leftOut.exact], [2, 2]);
    assert.ok(audit.passed);
    assert.deepEqual([plan.places[4], plan.places[9]], [null, null]);
    assert.equal(counts.train + counts.validation, 58);
  });

  it('leaves blank records of the test file out', () => {
    const test = [...dataset([5, 5], 'own'), labelled('t', '', '標籤0'), labelled('u', '路燈不亮', ' ')];
    assert.equal(planned({ records: dataset([30, 30]), test }).counts.test, 10);
  });

  it('follows the user’s split column', () => {
    const splits = ['train', 'train', 'train', 'validation', 'test'];
    const records = dataset([50, 50]).map((record, n) => ({ ...record, split: splits[n % 5]! }));
    const { plan, counts } = planned({ records });
    assert.equal(plan.method, 'column');
    assert.equal(plan.validationByColumn, true);
    assert.deepEqual(
      plan.places,
      records.map(({ split }) => split),
    );
    assert.equal(counts.test, 20);
  });

  it('drops training records whose question the column puts into the test as well', () => {
    const records = dataset([20, 20]).map((record, n) => ({
      ...record,
      split: n % 4 === 0 ? 'test' : 'train',
    }));
    const again = { ...records[0]!, id: 'again', split: 'train' };
    const { plan, leaked } = planned({ records: [...records, again] });
    assert.equal(plan.places.at(-1), null);
    assert.equal(leaked, 1);
  });

  it('draws what the column does not name', () => {
    const records = dataset([50, 50]).map((record, n) => ({
      ...record,
      split: n % 10 === 0 ? 'validation' : null,
    }));
    const { plan, counts } = planned({ records });
    assert.equal(plan.method, 'stratified');
    assert.equal(counts.validation, 10);
    assert.ok(counts.test >= 8 && counts.test <= 28, String(counts.test));
    assert.equal(plan.unmarked, 90);
  });

  it('keeps a label in training that occurs only beside contradictions', () => {
    for (let seed = 0; seed < 30; seed++) {
      const records = [
        ...dataset([12, 12]),
        labelled('x', 'r 第 0 類第 0 件陳情', '罕見'),
        labelled('y', 'r 第 0 類第 1 件陳情', '罕見'),
      ];
      const { counts } = planned({ records, seed });
      assert.ok(counts.per_label.every(({ train }) => train > 0));
    }
  });
});

describe('datasets that cannot be split', () => {
  it('need ten records', async () => {
    const fault = await refused({ records: dataset([5, 4]) });
    assert.equal(fault.code, 'INPUT_TOO_FEW_RECORDS');
    assert.deepEqual(fault.params, { count: 9, minimum: 10 });
    assert.equal((await refused({ records: [] })).code, 'INPUT_TOO_FEW_RECORDS');
  });

  it('need two labels', async () => {
    const fault = await refused({ records: dataset([20]) });
    assert.equal(fault.code, 'INPUT_SINGLE_CLASS');
    assert.deepEqual(fault.params, { label: '標籤0' });
  });

  it('need each label twice, and are told of every one that is there once', async () => {
    const records = [...dataset([10, 10]), labelled('line:7', '甲', '內正部'), labelled('own', '乙', '孤例')];
    const faults = await faultsOf((async () => planned({ records }))());
    assert.deepEqual(
      faults.map(({ code, params, place, found }) => [code, params?.label, place?.line, found]),
      [
        ['INPUT_LABEL_ONCE', '內正部', 7, 'line:7'],
        ['INPUT_LABEL_ONCE', '孤例', undefined, 'own'],
      ],
    );
  });

  it('need answers that recur', async () => {
    const records = Array.from({ length: 30 }, (_, n) =>
      labelled(`r${n}`, `題目${n}`, n < 10 ? '甲' : `答案${n}`),
    );
    assert.equal((await refused({ records })).code, 'INPUT_NOT_LABELS');
  });

  it('need a label on every record', async () => {
    const fault = await refused({
      records: [...dataset([10, 10]), labelled('line:21', '甲', ''), labelled('r', '乙', '')].slice(0, 21),
    });
    assert.deepEqual([fault.code, fault.place?.line], ['INPUT_EMPTY_FIELD', 21]);
  });

  it('need a test whose labels occur in training', async () => {
    const test = [
      ...dataset([3, 3], 'own'),
      labelled('line:8', '甲', '外交部'),
      labelled('line:9', '乙', '外交部'),
    ];
    const fault = await refused({ records: dataset([10, 10]), test });
    assert.equal(fault.code, 'INPUT_TEST_LABEL_UNSEEN');
    assert.deepEqual(fault.place, { file: 'test', line: 8, field: 'label' });
    assert.deepEqual(fault.params, { label: '外交部', count: 2 });
  });

  it('need the same of a split column', async () => {
    const records = [
      ...dataset([10, 10]).map((record) => ({ ...record, split: 'train' })),
      labelled('x', '甲', '外交部', 'test'),
      labelled('y', '乙', '外交部', 'validation'),
    ];
    const fault = await refused({ records });
    assert.equal(fault.code, 'INPUT_TEST_LABEL_UNSEEN');
    assert.equal(fault.place?.file, 'dataset');
  });

  it('need one test, not two', async () => {
    const records = dataset([10, 10]).map((record, n) => ({ ...record, split: n < 4 ? 'test' : 'train' }));
    const fault = await refused({ records, test: dataset([3, 3], 'own') });
    assert.deepEqual([fault.code, fault.params?.count], ['INPUT_TEST_TWICE', 4]);
  });

  it('need a test that is not the dataset itself', async () => {
    const records = dataset([10, 10]);
    const fault = await refused({ records, test: records });
    assert.deepEqual([fault.code, fault.params], ['INPUT_TEST_OVERLAP', { leaked: 20, left: 0 }]);
  });

  it('need a test file with a usable record', async () => {
    const fault = await refused({ records: dataset([10, 10]), test: [labelled('t', ' ', '標籤0')] });
    assert.deepEqual([fault.code, fault.place?.file], ['INPUT_NO_RECORDS', 'test']);
  });
});
