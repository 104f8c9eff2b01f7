import assert from 'node:assert/strict';
import { hasNoNewFacts, hasSameFacts } from '../../../../datasets/generation/filters/facts.ts';
import { isWrittenIn } from '../../../../datasets/generation/filters/language.ts';
import { spanOf } from '../../../../datasets/generation/filters/span.ts';

describe('numbers and names', () => {
  const SAME: readonly (readonly [string, string])[] = [
    ['請於113年5月3日前繳納1,200元。', '1200元請在113年5月3日以前繳清。'],
    ['「中正路」的路燈壞了３盞。', '有3盞路燈在「中正路」壞掉了。'],
    ['The Taipei office closes at 17:30.', 'At 17:30 the office in Taipei closes.'],
    ['依第十二條規定辦理。', '請按照第十二條來處理。'],
    ['我的ATM卡被吃了', '我的ATM卡被機器吃掉'],
  ];
  const OTHER: readonly (readonly [string, string])[] = [
    ['請於113年5月3日前繳納1,200元。', '1300元請在113年5月3日以前繳清。'],
    ['請於113年5月3日前繳納。', '請於5月3日前繳納。'],
    ['「中正路」的路燈壞了。', '「中山路」的路燈壞了。'],
    ['The Taipei office is closed.', 'The Tainan office is closed.'],
    ['依第十二條規定辦理。', '依第十三條規定辦理。'],
    ['路燈壞了。', '路燈壞了，請電0912-345-678。'],
  ];

  it('are the same in other words', () => {
    for (const [one, other] of SAME) assert.ok(hasSameFacts(other, one), `${one} | ${other}`);
  });

  it('are missed where one is changed, lost or added', () => {
    for (const [one, other] of OTHER) assert.ok(!hasSameFacts(other, one), `${one} | ${other}`);
  });

  it('of a shorter text all stand in its source', () => {
    const source = '臺北市政府於113年5月3日公告，補助金額為1,200元，請洽 NAER 辦理。';
    assert.ok(hasNoNewFacts('補助1200元，洽 NAER。', source));
    assert.ok(!hasNoNewFacts('補助1201元。', source));
    assert.ok(!hasNoNewFacts('請洽 NARA 辦理。', source));
  });
});

describe('the language of an answer', () => {
  it('is that of the prompts; Simplified Chinese is not that of Taiwan', () => {
    assert.ok(isWrittenIn('zh-TW', '請派員修理路燈，謝謝。'));
    assert.ok(!isWrittenIn('zh-TW', '请派人员修理路灯，谢谢你们的协助与处理。'));
    assert.ok(!isWrittenIn('zh-TW', 'Please mend the lamp.'));
    assert.ok(isWrittenIn('en', 'Please mend the lamp in 中正路.'));
    assert.ok(!isWrittenIn('en', '請派員修理路燈。'));
    assert.ok(!isWrittenIn('en', ':') && !isWrittenIn('zh-TW', '12345'));
  });
});

describe('a span', () => {
  it('stands in the source word for word', () => {
    assert.deepEqual(spanOf(' 路燈 ', '巷口的路燈不亮'), { start: 3, end: 5 });
    assert.equal(spanOf('路灯', '巷口的路燈不亮'), null);
    assert.equal(spanOf('  ', '巷口的路燈不亮'), null);
  });
});
