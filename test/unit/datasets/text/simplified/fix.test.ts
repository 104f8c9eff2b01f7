import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Converter } from 'opencc-js';
import { detectSimplifiedChinese } from '../../../../../datasets/text/simplified/detect.ts';
import { fixSimplifiedChinese } from '../../../../../datasets/text/simplified/fix.ts';
import { PETITIONS } from '../corpus.ts';

const SAMPLE = PETITIONS.filter((_, i) => i % 5 === 0);

describe('conversion to Taiwan usage', () => {
  it('changes characters and words', () => {
    assert.equal(fixSimplifiedChinese('这个软件要连上网络才能看视频。'), '這個軟體要連上網路才能看影片。');
    assert.equal(fixSimplifiedChinese('皇后的头发后来变长了。'), '皇后的頭髮後來變長了。');
  });

  it('gives what OpenCC gives for a text that is Simplified throughout', () => {
    const toSimplified: (text: string) => string = Converter({ from: 'tw', to: 'cn' });
    const reference: (text: string) => string = Converter({ from: 'cn', to: 'twp' });
    const texts = SAMPLE.map(toSimplified).filter((text) => detectSimplifiedChinese(text)?.mixed === false);
    assert.ok(texts.length > 150);
    for (const text of texts) assert.equal(fixSimplifiedChinese(text), reference(text));
  });

  it('leaves the words and shared characters of a sentence that has Traditional characters', () => {
    const text = '依行政程序法規定，村（里）辦公處应檢附文件，并防治空氣污染。';
    assert.equal(fixSimplifiedChinese(text), '依行政程序法規定，村（里）辦公處應檢附文件，并防治空氣污染。');
  });

  it('treats each sentence for itself and leaves Japanese ones', () => {
    const text = '設備應定期檢查。请查收软件。この会社は国内です。';
    assert.equal(fixSimplifiedChinese(text), '設備應定期檢查。請查收軟體。この会社は国内です。');
  });

  it('leaves nothing that would be found again', () => {
    const toSimplified: (text: string) => string = Converter({ from: 'tw', to: 'cn' });
    for (const text of SAMPLE) {
      const fixed = fixSimplifiedChinese(toSimplified(text));
      if (fixed !== null) assert.equal(detectSimplifiedChinese(fixed), null, fixed);
    }
  });

  it('has nothing to do for Traditional Chinese and English', () => {
    assert.equal(fixSimplifiedChinese('皇后與太后同往后里。'), null);
    assert.equal(fixSimplifiedChinese('plain English'), null);
  });
});
