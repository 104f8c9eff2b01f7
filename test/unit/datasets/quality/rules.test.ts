import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { spoil } from '../../../../datasets/text/mojibake/routes.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { labelled } from '../records.ts';
import { named, refined } from './refined.ts';

const LETTER =
  '民眾反映本市中正路與復興路口之路燈自上月起故障，夜間行車安全堪慮，請儘速派員修復並回覆辦理情形。';

/** The text of a kept record's last question. */
const textOf = (records: readonly DatasetRecord[], id: string) =>
  records.find((record) => record.id === id)?.messages.findLast(({ role }) => role === 'user')?.content;

describe('rules that repair', () => {
  it('read garbled text back, and hold back what nobody can', async () => {
    const garbled = spoil(LETTER, { written: 'utf-8', readAs: 'latin1' });
    const lost = '���之路燈自上���故障，���間行車安���堪慮，���速���員修復';
    const { records, findings, heldBack, report } = await refined([
      labelled('garbled', garbled, '工務局'),
      labelled('lost', lost, '工務局'),
    ]);
    assert.equal(textOf(records, 'garbled'), LETTER);
    assert.deepEqual(heldBack, ['lost']);
    assert.deepEqual(named(findings), ['garbled mojibake fix null', 'lost mojibake hold_back null']);
    assert.equal(report.fixed, 1);
  });

  it('take the tags out and leave the text', async () => {
    const { records, findings } = await refined([labelled('a', `<p>${LETTER}</p>&nbsp;<br>`, '工務局')]);
    assert.equal(textOf(records, 'a'), LETTER);
    assert.deepEqual(named(findings), ['a html_markup fix null']);
  });

  it("rewrite Simplified Chinese in Taiwan's words, if they are told to, and leave the instruction alone", async () => {
    const record = labelled(
      'a',
      '請判斷承辦單位。\n\n请问这个软件的信息怎么删除，默认的设置在哪里？',
      '資訊局',
    );
    const { records, findings } = await refined([record], { simplified_chinese: 'fix' });
    assert.equal(textOf(records, 'a'), '請判斷承辦單位。\n\n請問這個軟體的資訊怎麼刪除，預設的設定在哪裡？');
    assert.deepEqual(named(findings), ['a simplified_chinese fix null']);
    assert.deepEqual(named((await refined([record])).findings), ['a simplified_chinese warn null']);
  });

  it('mask personal data alike in the whole dataset, and tell of the kinds only', async () => {
    const { records, findings } = await refined([
      labelled('a', `${LETTER}聯絡電話：0912-345-678，身分證字號A123456789。`, '工務局'),
      labelled('b', '請撥打 0912345678 或 0922-111-222 與承辦人聯絡，謝謝您的協助與說明。', '民政局'),
    ]);
    assert.equal(textOf(records, 'a'), `${LETTER}聯絡電話：〔手機1〕，身分證字號〔身分證1〕。`);
    assert.equal(textOf(records, 'b'), '請撥打 〔手機1〕 或 〔手機2〕 與承辦人聯絡，謝謝您的協助與說明。');
    for (const { evidence } of findings) assert.doesNotMatch(evidence, /\d{4}/);
  });

  it('take passwords and keys out, and do not repeat them in the evidence', async () => {
    const { records, findings } = await refined([
      labelled('a', `${LETTER}系統帳號 admin，密碼：Xk9#mQ2vLp7w`, '資訊局'),
    ]);
    assert.doesNotMatch(textOf(records, 'a')!, /Xk9#/);
    assert.deepEqual(named(findings), ['a secret fix null']);
    assert.doesNotMatch(findings[0]!.evidence, /Xk9/);
  });

  it('never change a label, nor the answer that it is', async () => {
    const { records, findings } = await refined([labelled('a', LETTER, '经济部')], {
      simplified_chinese: 'fix',
    });
    assert.equal(records[0]!.label, '经济部');
    assert.deepEqual(findings, []);
  });

  it('keep the record that was whole from the beginning, of two that are equal after a repair', async () => {
    const { kept, findings } = await refined([
      labelled('tagged', `<div>${LETTER}</div>`, '工務局'),
      labelled('whole', LETTER, '工務局'),
    ]);
    assert.deepEqual(kept, ['whole']);
    assert.deepEqual(named(findings), ['tagged html_markup fix null', 'tagged exact_duplicate drop whole']);
  });
});

describe('rules that hold back', () => {
  it('set aside what repeats itself or cannot be read', async () => {
    const { kept, heldBack, findings } = await refined([
      labelled('again', '路燈故障請修復'.repeat(30), '工務局'),
      labelled('noise', `\ue000\ue001\ue002\ue003${LETTER.slice(0, 8)}`, '工務局'),
      labelled('fine', LETTER, '工務局'),
    ]);
    assert.deepEqual([kept, heldBack.sort()], [['fine'], ['again', 'noise']]);
    assert.deepEqual(named(findings).sort(), [
      'again repetition hold_back null',
      'noise unreadable hold_back null',
    ]);
  });
});

describe('near duplicates', () => {
  const near = LETTER.replace('儘速', '盡快');

  it('leave the first, and stand near to the one that stays', async () => {
    const { kept, findings } = await refined([
      labelled('a', LETTER, '工務局'),
      labelled('b', near, '工務局'),
      labelled('c', '公園長椅損壞，孩童遊戲時有受傷之虞，請公園處派員更換。', '工務局'),
    ]);
    assert.deepEqual(kept, ['a', 'c']);
    assert.deepEqual(named(findings), ['b near_duplicate drop a']);
    assert.match(findings[0]!.evidence, /^Jaccard 0\.[89]\d: 民眾反映/);
  });

  it('are not what differs in its label: that is what there is to learn', async () => {
    const { kept } = await refined([labelled('a', LETTER, '工務局'), labelled('b', near, '警察局')]);
    assert.deepEqual(kept, ['a', 'b']);
  });

  it('are not letters that share only how they end', async () => {
    const end =
      '\n\n以上問題已困擾本社區多時，懇請市府相關單位儘速派員現場會勘並予以改善，謝謝市長與各位承辦同仁的辛勞。';
    const { kept } = await refined(
      ['路燈不亮', '路面破損', '樹枝過長'].map((text, n) =>
        labelled(`r${n}`, `${text}，請處理。${end}`, '工務局'),
      ),
      { near_duplicate: 'drop' },
    );
    assert.equal(kept.length, 1);
    const apart = await refined([
      labelled('a', `${LETTER}${end}`, '工務局'),
      labelled(
        'b',
        `公園長椅損壞，孩童遊戲時有受傷之虞，且遊具老舊生鏽，請公園處派員檢修更換並加強巡查維護。${end}`,
        '工務局',
      ),
    ]);
    assert.deepEqual(apart.kept, ['a', 'b']);
  });

  it('are found beside a contradiction too', async () => {
    const { findings } = await refined([
      labelled('wrong', LETTER, '警察局'),
      labelled('a', LETTER, '工務局'),
      labelled('b', near, '工務局'),
    ]);
    assert.ok(named(findings).includes('b near_duplicate drop a'));
  });

  it('compare question and answer where there are no labels', async () => {
    const chat = (id: string, question: string, answer: string): DatasetRecord => ({
      ...labelled(id, question, ''),
      label: null,
      messages: [
        { role: 'user', content: question },
        { role: 'assistant', content: answer },
      ],
    });
    const { kept } = await refined([
      chat('a', LETTER, '本案已請工務局養護工程處派員前往查勘，預計三日內修復。'),
      chat('b', near, '本案已請工務局養護工程處派員前往查勘，預計三日內完成修復。'),
      chat('c', near, '路燈屬台電維護範圍，請撥打客服專線反映，由該公司依權責處理後續事宜。'),
    ]);
    assert.deepEqual(kept, ['a', 'c']);
  });
});

describe('test contamination', () => {
  it('leaves out what a test file asks, exactly or nearly, whatever the answer', async () => {
    const test = [labelled('t1', LETTER, '警察局')];
    const { kept, findings } = await refined(
      [
        labelled('same', LETTER, '工務局'),
        labelled('near', LETTER.replace('儘速', '盡快'), '工務局'),
        labelled('other', '公園長椅損壞，請派員更換。', '公園處'),
      ],
      {},
      test,
    );
    assert.deepEqual(kept, ['other']);
    assert.deepEqual(named(findings), ['same test_contamination drop t1', 'near test_contamination drop t1']);
  });
});
