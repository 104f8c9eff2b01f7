import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LanguageSample } from '../../../../datasets/language/language-sample.ts';

const languageOf = (...texts: string[]) => {
  const sample = new LanguageSample();
  for (const [i, text] of texts.entries()) sample.see(text, i);
  return [sample.language, Number(sample.hanShare.toFixed(2))];
};

describe('the language of a dataset', () => {
  it('is told by the share of Han letters', () => {
    assert.deepEqual(languageOf('路燈不亮，請派員修復。'), ['zh-TW', 1]);
    assert.deepEqual(languageOf('The street lamp is out.'), ['en', 0]);
    assert.deepEqual(languageOf('請更新 API 文件 README'), ['zh-TW', 0.36]);
    assert.deepEqual(languageOf('12345 !!!'), ['en', 0]);
  });

  it('leaves digits and marks out of account', () => {
    assert.deepEqual(languageOf('依 2026-11-22 第 12345678901234567890 號函'), ['zh-TW', 1]);
  });

  it('looks at all early records and at few later ones', () => {
    const sample = new LanguageSample();
    for (let i = 0; i < 1000; i++) sample.see('字', i);
    sample.see('x'.repeat(1000), 1001);
    assert.equal(sample.hanShare, 1);
    sample.see('x'.repeat(1000), 1050);
    assert.equal(sample.hanShare, 0.5);
  });
});
