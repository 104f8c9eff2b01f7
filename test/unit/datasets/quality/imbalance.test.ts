import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dataset } from '../records.ts';
import { refined } from './refined.ts';

const OFF = { near_duplicate: 'off', label_noise: 'off' } as const;

describe('imbalance', () => {
  it('names the labels that the largest has ten times or more, the rarest first, and no record', async () => {
    const { report, findings, kept } = await refined(dataset([200, 20, 21, 3]), OFF);
    assert.deepEqual(
      report.dataset_findings.map(({ rule, action, evidence }) => [rule, action, evidence.en]),
      [
        ['imbalance', 'warn', '“標籤3” has 3 records; the largest, “標籤0”, has 200'],
        ['imbalance', 'warn', '“標籤1” has 20 records; the largest, “標籤0”, has 200'],
      ],
    );
    assert.equal(report.by_rule.imbalance, 2);
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'imbalance'),
      [],
    );
    assert.equal(kept.length, 244);
  });

  it('counts what is left, not what other rules took out', async () => {
    const copies = Array.from({ length: 100 }, (_, n) => ({ ...dataset([1])[0]!, id: `copy${n}` }));
    const { report } = await refined([...copies, ...dataset([0, 5])], OFF);
    assert.deepEqual(report.dataset_findings, []);
  });

  it('says nothing of answers that are no labels, though some recur', async () => {
    const answers = (at: number) => (at < 20 ? '1949 年' : `答案 ${at}`);
    const records = dataset([60]).map((record, at) => ({ ...record, label: answers(at) }));
    const { report } = await refined(records, OFF);
    assert.deepEqual(report.dataset_findings, []);
  });

  it('looks at nothing when it is off', async () => {
    const { report } = await refined(dataset([200, 2]), { ...OFF, imbalance: 'off' });
    assert.deepEqual([report.dataset_findings, report.by_rule.imbalance], [[], 0]);
  });
});
