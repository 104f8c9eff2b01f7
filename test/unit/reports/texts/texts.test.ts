import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../../pipeline/contracts/names.ts';
import { renderReport } from '../../../../reports/render.tsx';
import { phrase } from '../../../../reports/texts/phrase.ts';
import { textsIn } from '../../../../reports/texts/texts-in.ts';
import {
  failedModel,
  inconclusiveModel,
  modelWithProduction,
  passedModel,
} from '../../../fixtures/report-model.ts';

/** Characters that only Simplified Chinese uses, and words that Taiwan says otherwise. */
const ELSEWHERE =
  /[数训练标签错误报类别执门槛证种测试记录质视频码资讯软处编设图发对应这为过时间]|信息|默認|軟件|硬件|程序|視頻|質量|文檔|打印|保存|加載|數據|用戶|鏈接|字符|置信/;

/** Every text without parameters, with the path to it. */
function plainTexts(node: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) => plainTexts(inner, `${path}.${key}`));
}

describe('texts', () => {
  it('say everything in both languages', () => {
    const [zh, en] = LANGUAGES.map((language) => plainTexts(textsIn(language), '').map(([path]) => path));
    assert.deepEqual(zh, en);
  });

  it('have no empty text but the gap between Chinese sentences', () => {
    for (const language of LANGUAGES) {
      const empty = plainTexts(textsIn(language), '').filter(([, text]) => text === '');
      assert.deepEqual(
        empty.map(([path]) => path),
        language === 'zh-TW' ? ['.comparison.gap'] : [],
      );
    }
  });

  it('are written as Taiwan writes, on every kind of page', () => {
    for (const make of [passedModel, failedModel, inconclusiveModel, modelWithProduction]) {
      const page = renderReport(make()).find(({ path }) => path === 'index.html');
      assert.deepEqual(String(page?.content).match(new RegExp(ELSEWHERE, 'g')), null);
    }
    for (const [path, text] of plainTexts(textsIn('zh-TW'), '')) assert.doesNotMatch(text, ELSEWHERE, path);
  });
});

describe('phrase', () => {
  it('keeps parts apart and takes in phrases', () => {
    const label = phrase`「${'甲'}」`;
    assert.deepEqual(phrase`${label}有 ${'3'} 筆`, ['「', '甲', '」', '有 ', '3', ' 筆']);
    assert.deepEqual(phrase`無`, ['無']);
  });
});
