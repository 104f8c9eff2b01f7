import assert from 'node:assert/strict';
import { canonicalQuestion, contentWords, digestText } from '../../../../datasets/fingerprint/content.ts';
import type { DatasetDecision } from '../../../../pipeline/contracts/decisions.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { labelled } from '../records.ts';
import { named, refined } from './refined.ts';

const contentOf = (record: DatasetRecord) => digestText(contentWords(canonicalQuestion(record), record));
const decide = (
  about: DatasetRecord | DatasetDecision['rule'],
  action: DatasetDecision['action'],
  label: string | null = null,
): DatasetDecision => ({
  content: typeof about === 'string' || about === null ? null : contentOf(about),
  rule: typeof about === 'string' ? about : null,
  ...{ action, label, by: '林', reason: '看過了' },
});

const UNREADABLE = '\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000e';
const garbled = labelled('g', `路燈${UNREADABLE}不亮`, '工務局');
const plain = labelled('p', '路面破損', '工務局');
const BY = { by: '林', reason: '看過了' };

describe('decisions of people, in refining', () => {
  it('bring a record through that a rule held back', async () => {
    assert.deepEqual((await refined([garbled, plain])).heldBack, ['g']);
    const { kept, findings, report } = await refined([garbled, plain], {}, [], [decide(garbled, 'keep')]);
    assert.deepEqual(kept, ['g', 'p']);
    assert.deepEqual(named(findings), ['g unreadable keep null']);
    assert.deepEqual([findings[0]!.decision, findings[0]!.content], [BY, contentOf(garbled)]);
    assert.deepEqual([report.decided.decisions, report.decided.list[0]!.records], [1, 1]);
  });

  it('bring one copy of such a record through, not all', async () => {
    const copies = [garbled, { ...garbled, id: 'h' }];
    const { kept, findings } = await refined(copies, {}, [], [decide(garbled, 'keep')]);
    assert.deepEqual(kept, ['g']);
    assert.ok(named(findings).includes('h exact_duplicate drop g'));
  });

  it('bring a record through that is judged by the others', async () => {
    const test = [labelled('t', '路面破損', '工務局')];
    assert.deepEqual((await refined([plain], {}, test)).kept, []);
    const { kept, findings } = await refined([plain], {}, test, [decide(plain, 'keep')]);
    assert.deepEqual([kept, named(findings)], [['p'], ['p test_contamination keep t']]);
  });

  it('take out, hold back and relabel what no rule finds', async () => {
    const others = ['停水', '噪音', '垃圾'].map((text, n) => labelled(`r${n}`, text, '環保局'));
    const { kept, heldBack, records, findings, report } = await refined(
      [plain, ...others],
      {},
      [],
      [decide(others[0]!, 'drop'), decide(others[1]!, 'hold_back'), decide(plain, 'relabel', '養工處')],
    );
    assert.deepEqual([kept, heldBack], [['p', 'r2'], ['r1']]);
    assert.deepEqual([records[0]!.label, records[0]!.messages.at(-1)!.content], ['養工處', '養工處']);
    assert.deepEqual(named(findings), [
      'p decision relabel null',
      'r0 decision drop null',
      'r1 decision hold_back null',
    ]);
    assert.equal(findings[0]!.evidence, '工務局 → 養工處');
    assert.equal(report.input, report.kept + report.dropped + report.held_back);
    assert.equal(report.fixed, 0, 'another label is no repair');
  });

  it('settle a contradiction, and name later findings by the content that came', async () => {
    const other = labelled('q', '路面破損', '民政局');
    const decision = decide(other, 'relabel', '工務局');
    const { kept, findings } = await refined([plain, other], {}, [], [decision]);
    assert.deepEqual(kept, ['p']);
    assert.deepEqual(named(findings), ['q decision relabel null', 'q exact_duplicate drop p']);
    assert.deepEqual(
      findings.map(({ content }) => content),
      [contentOf(other), contentOf(other)],
    );
  });

  it('say what a rule is to do, unless the run says so itself', async () => {
    const rule = decide('unreadable', 'keep');
    const { kept, findings, report } = await refined([garbled, plain], {}, [], [rule]);
    assert.deepEqual([kept, named(findings)], [['g', 'p'], ['g unreadable keep null']]);
    assert.deepEqual([findings[0]!.decision, report.actions.unreadable], [BY, 'warn']);
    const own = await refined([garbled, plain], { unreadable: 'drop' }, [], [rule]);
    assert.deepEqual([own.kept, own.report.decided.list[0]!.overruled], [['p'], true]);
    const stricter = await refined([garbled], {}, [], [decide('unreadable', 'drop')]);
    assert.deepEqual(stricter.report.dropped, 1);
  });

  it('hold by content, whatever id and place the record has, and say when there is none', async () => {
    const next = { ...garbled, id: 'line:77' };
    const decisions = [decide(garbled, 'keep'), decide(labelled('x', '早已刪除', '工務局'), 'drop')];
    const { kept, report } = await refined([plain, next], {}, [], decisions);
    assert.deepEqual(kept, ['p', 'line:77']);
    assert.deepEqual(
      [report.decided.without_record, report.decided.list.map(({ records }) => records)],
      [1, [1, 0]],
    );
  });

  it('leave repairs to the rules: personal data is masked in a record that is kept', async () => {
    const record = labelled('m', `電話 0912-345-678，路燈${UNREADABLE}不亮`, '工務局');
    const { records } = await refined([record], {}, [], [decide(record, 'keep')]);
    assert.match(records[0]!.messages[0]!.content, /〔手機1〕/);
  });
});
