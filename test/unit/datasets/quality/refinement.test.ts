import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { random } from '../reading.ts';
import { labelled } from '../records.ts';
import { named, refined } from './refined.ts';

const ONLY_WARN = { empty_input: 'warn', empty_output: 'warn', exact_duplicate: 'warn' } as const;

describe('refining', () => {
  it('leaves clean records alone', async () => {
    const { kept, findings } = await refined([
      labelled('a', '路燈不亮', '工務局'),
      labelled('b', '路燈不亮了', '工務局'),
    ]);
    assert.deepEqual(kept, ['a', 'b']);
    assert.deepEqual(findings, []);
  });

  it('drops records that ask nothing', async () => {
    const blank = ['', ' \n', '\u3000', '\u200b\ufeff'].map((text, n) => labelled(`e${n}`, text, '工務局'));
    const { kept, findings, report } = await refined([...blank, labelled('a', '路燈不亮', '工務局')]);
    assert.deepEqual(kept, ['a']);
    assert.equal(report.by_rule.empty_input, 4);
    assert.equal(findings[0]!.action, 'drop');
  });

  it('drops records that hold nothing but the instruction of the others', async () => {
    const asked = ['路燈不亮', '路面破損', '水管漏水'].map((text, n) =>
      labelled(`r${n}`, `請判斷承辦單位。\n\n${text}`, '工務局'),
    );
    const bare = labelled('bare', '請判斷承辦單位。 ', '工務局');
    assert.deepEqual((await refined([bare, ...asked])).kept, ['r0', 'r1', 'r2']);
    // Two records say nothing about what is an instruction.
    assert.deepEqual((await refined([bare, ...asked.slice(1)])).kept, ['bare', 'r1', 'r2']);
  });

  it('drops records without an answer', async () => {
    const { kept, findings } = await refined([
      labelled('a', '路燈不亮', ' '),
      labelled('b', '路燈不亮', '工務局'),
    ]);
    assert.deepEqual(kept, ['b']);
    assert.deepEqual(named(findings), ['a empty_output drop null']);
    assert.equal(findings[0]!.evidence, '路燈不亮');
  });

  it('drops exact repetitions, whatever the space in them, and names the first', async () => {
    const records = [
      labelled('a', '路燈 不亮', '工務局'),
      labelled('b', ' 路燈\n不亮 ', '工務局'),
      labelled('c', '路燈不亮', '工務局'),
      labelled('d', '路燈 不亮', '工務局'),
    ];
    const { kept, findings } = await refined(records, { near_duplicate: 'off' });
    assert.deepEqual(kept, ['a', 'c']);
    assert.deepEqual(named(findings), ['b exact_duplicate drop a', 'd exact_duplicate drop a']);
  });

  it('names every record of a contradiction, beside one that contradicts it, and keeps them', async () => {
    const { kept, findings } = await refined([
      labelled('a', '路燈不亮', '工務局'),
      labelled('b', '路燈不亮', '民政局'),
      labelled('c', '路燈不亮', '警察局'),
      labelled('d', '路面破損', '工務局'),
    ]);
    assert.deepEqual(kept, ['a', 'b', 'c', 'd']);
    assert.deepEqual(named(findings), [
      'a conflicting_label warn b',
      'b conflicting_label warn a',
      'c conflicting_label warn a',
    ]);
    assert.equal(findings[1]!.evidence, '民政局 ≠ 工務局');
  });

  it('does not let a dropped record speak against others', async () => {
    const { findings } = await refined([labelled('a', '路燈不亮', ''), labelled('b', '路燈不亮', '工務局')]);
    assert.deepEqual(named(findings), ['a empty_output drop null']);
  });

  it('only warns where dropping is switched off', async () => {
    const records = [
      labelled('a', '', '工務局'),
      labelled('b', '路燈不亮', '工務局'),
      labelled('c', '路燈不亮', '工務局'),
      labelled('d', '路燈不亮', '民政局'),
    ];
    const { kept, findings, report } = await refined(records, ONLY_WARN);
    assert.deepEqual(kept, ['a', 'b', 'c', 'd']);
    assert.equal(report.dropped, 0);
    assert.deepEqual(named(findings), [
      'a empty_input warn null',
      'b conflicting_label warn d',
      'c exact_duplicate warn b',
      'c conflicting_label warn d',
      'd conflicting_label warn b',
    ]);
  });

  it('holds back what it is told to, all members of a contradiction alike', async () => {
    const records = [
      labelled('a', '路燈不亮', '工務局'),
      labelled('b', '路燈不亮', '民政局'),
      labelled('c', '路面破損', '工務局'),
    ];
    const { kept, heldBack, report } = await refined(records, { conflicting_label: 'hold_back' });
    assert.deepEqual([kept, heldBack], [['c'], ['a', 'b']]);
    assert.deepEqual([report.held_back, report.actions.conflicting_label], [2, 'hold_back']);
  });

  it('does not look where a rule is off', async () => {
    const records = [labelled('a', '路燈不亮', '工務局'), labelled('b', '路燈不亮', '工務局')];
    const { kept, findings } = await refined(records, { exact_duplicate: 'off' });
    assert.deepEqual([kept, findings], [['a', 'b'], []]);
  });

  it('accounts for every record, whatever the data and the settings', async () => {
    const next = random(17);
    const texts = ['', ' ', '甲', '乙', '丙\n\n丁', '丙', '戊'];
    for (let round = 0; round < 100; round++) {
      const records = Array.from({ length: 40 }, (_, n) =>
        labelled(
          `r${n}`,
          texts[Math.floor(next() * texts.length)]!,
          ['', '一', '二'][Math.floor(next() * 3)]!,
        ),
      );
      const choice = () => (['drop', 'hold_back', 'warn', 'off'] as const)[Math.floor(next() * 4)]!;
      const settings = {
        empty_input: choice(),
        empty_output: choice(),
        exact_duplicate: choice(),
        conflicting_label: choice(),
        near_duplicate: choice(),
        // Takes a while and never drops; it has tests of its own.
        label_noise: 'off' as const,
      };
      const { kept, heldBack, findings, report } = await refined(records, settings);
      assert.equal(report.input, records.length);
      assert.equal(report.kept, kept.length);
      assert.equal(report.held_back, heldBack.length);
      assert.equal(report.kept + report.held_back + report.dropped, report.input);
      const dropped = findings.filter(({ action }) => action === 'drop').map(({ record }) => record);
      assert.equal(dropped.length, report.dropped);
      assert.deepEqual(new Set([...kept, ...heldBack, ...dropped]), new Set(records.map(({ id }) => id)));
    }
  });

  it('carries at most a thousand findings in its report and hands out all', async () => {
    const records = Array.from({ length: 1_500 }, (_, n) => labelled(`r${n}`, '路燈不亮', '工務局'));
    const { findings, report } = await refined(records);
    assert.equal(findings.length, 1_499);
    assert.equal(report.findings.length, 1_000);
    assert.equal(report.by_rule.exact_duplicate, 1_499);
  });
});
