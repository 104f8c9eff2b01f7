import assert from 'node:assert/strict';
import { WRITTEN_FLOORS } from '../../../../../stages/evaluate/peers/written-floors.ts';
import { atOnce } from '../at-once.ts';

const told = (text: string, label: string) => ({ text, label });
const answers = (
  task: 'multi_label' | 'extraction' | 'structured',
  training: readonly { text: string; label: string }[],
  texts: readonly string[],
): unknown[] =>
  atOnce(WRITTEN_FLOORS[task]!.answers(training, texts)).map((text) => JSON.parse(text) as unknown);

describe('the floor where answers are written', () => {
  it('is none where nothing simple makes sense', () => {
    assert.equal(WRITTEN_FLOORS.question_answering, null);
    assert.equal(WRITTEN_FLOORS.generation, null);
  });

  it('of several labels: a classifier for each, one against the rest', () => {
    const training = Array.from({ length: 60 }, (_, i) => {
      const [lamp, dog, plain] = [i % 2 === 0, i % 3 === 0, i % 2 !== 0 && i % 3 !== 0];
      const text = `${lamp ? '路燈不亮' : ''}${dog ? '流浪狗出沒' : ''}${plain ? '噪音擾民' : ''}第 ${i} 件`;
      const labels = [...(lamp ? ['工務'] : []), ...(dog ? ['動保'] : []), ...(plain ? ['環保'] : [])];
      return told(text, labels.join(';'));
    });
    const found = answers('multi_label', training, [
      '路燈不亮，還有流浪狗出沒',
      '巷口路燈不亮',
      '半夜噪音擾民',
    ]);
    assert.deepEqual(found, [['動保', '工務'], ['工務'], ['環保']]);
  });

  it('of several labels: the likeliest where none is likely, unless records may have none', () => {
    const some = [told('甲甲', '一'), told('乙乙', '二'), told('丙丙', '三')];
    assert.equal((answers('multi_label', some, ['丁丁'])[0] as string[]).length, 1);
    assert.deepEqual(answers('multi_label', [...some, told('丁丁', '[]'), told('戊戊', '[]')], ['丁丁']), [
      [],
    ]);
    assert.deepEqual(answers('multi_label', [told('甲', '[]')], ['甲']), [[]]);
  });

  it('of an extraction: the terms that training marked, the longest first, each once, of their usual type', () => {
    const span = (type: string, text: string) => ({ type, text });
    const training = [
      told('臺北市政府衛生局函', JSON.stringify([span('機關', '臺北市政府衛生局')])),
      told('臺北市政府函', JSON.stringify([span('機關', '臺北市政府')])),
      told('王小明住臺北', JSON.stringify([span('人名', '王小明')])),
      told('王小明申請', JSON.stringify([span('申請人', '王小明')])),
      told('王小明來電', JSON.stringify([span('人名', '王小明')])),
      // 函 stands in more texts than mark it.
      told('函', JSON.stringify([span('文別', '函')])),
    ];
    assert.deepEqual(answers('extraction', training, ['臺北市政府衛生局函王小明，王小明收', '無']), [
      [span('機關', '臺北市政府衛生局'), span('人名', '王小明')],
      [],
    ]);
    assert.deepEqual(answers('extraction', [told('甲乙', '["甲乙"]')], ['有甲乙']), [[span('', '甲乙')]]);
    assert.deepEqual(answers('extraction', [told('constructor', '["constructor"]')], ['x']), [[]]);
  });

  it('of fields: each one’s most frequent value, where most records have it', () => {
    const training = [
      told('一', '{"類別": "補助", "金額": 500, "__proto__": {"x": 1}, "地址": {"縣市": "臺北"}}'),
      told('二', '{"類別": "補助", "金額": 700, "地址": {"縣市": "臺北"}}'),
      told('三', '{"類別": "稅務", "備註": "急", "金額": 700}'),
    ];
    assert.deepEqual(answers('structured', training, ['四', '五']), [
      { '地址.縣市': '臺北', 金額: 700, 類別: '補助' },
      { '地址.縣市': '臺北', 金額: 700, 類別: '補助' },
    ]);
  });
});
