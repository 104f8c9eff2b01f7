import assert from 'node:assert/strict';
import { summaryFileOf } from '../../../../reports/files/summary-file.ts';
import { failedModel, modelWithProduction, passedModel } from '../../../fixtures/report-model.ts';

describe('summary.md', () => {
  it('says the verdict and the figures in both languages', () => {
    const summary = summaryFileOf(passedModel());
    for (const said of [
      '**通過** 微調後的模型確實比較好，可以發布。',
      '| 正確率 | 61.9% [54.6–69.2%] | 86.9% [81.8–92.0%] | +25.0 個百分點 |',
      '**Pass** The tuned model is better and may be published.',
      '| Enough test records | Pass | There are 168 test records; at least 30 are needed. |',
    ]) {
      assert.ok(summary.includes(said), said);
    }
  });

  it('has a column for the version in production where there is one', () => {
    assert.ok(
      summaryFileOf(modelWithProduction()).includes('| 指標 | 原模型 | 微調後 | 正式版 | 較原模型 |'),
    );
  });

  it('shows text from outside as text, on one line', () => {
    const model = failedModel();
    const explanation = { 'zh-TW': '<b>x</b> | [a](b) `c`\n# d', en: '*' };
    const summary = summaryFileOf({
      ...model,
      name: '# <script>',
      gate: { ...model.gate, rules: [{ ...model.gate.rules[0]!, explanation }] },
    });
    assert.ok(summary.startsWith('# \\# &lt;script\\>：'));
    assert.ok(summary.includes('&lt;b\\>x&lt;/b\\> \\| \\[a\\]\\(b\\) \\`c\\`\\[U\\+000A\\]\\# d |'));
  });
});
