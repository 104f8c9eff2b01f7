import assert from 'node:assert/strict';
import type { GenerateReport } from '../../../../pipeline/contracts/generation.ts';
import { LANGUAGES } from '../../../../pipeline/contracts/names.ts';
import { renderReport } from '../../../../reports/render.tsx';
import { reportSchema } from '../../../../reports/schema/report-schema.ts';
import { GENERATE } from '../../../fixtures/report-generate.ts';
import { passedModel } from '../../../fixtures/report-model.ts';

describe('generated records in a report', () => {
  const page = (generate: GenerateReport | undefined, path: string) => {
    const { generate: _, ...model } = passedModel();
    const files = renderReport(generate === undefined ? model : { ...model, generate });
    return String(files.find((file) => file.path === path)!.content);
  };
  const paths = { 'zh-TW': 'index.html', en: 'en.html' };

  it('tell yields, tokens, cost and what was masked, in both languages', () => {
    const files = renderReport({ ...passedModel(), generate: GENERATE });
    const pages = files.filter(({ path }) => path.endsWith('.html')).map(({ content }) => String(content));
    assert.equal(pages.length, LANGUAGES.length);
    for (const html of pages) {
      for (const figure of [
        '61',
        '240',
        '91,234',
        '20,411',
        '0.0259',
        '客家事務委員會',
        'generate.rare_class.v1',
      ]) {
        assert.ok(html.includes(figure), figure);
      }
      assert.ok(!html.includes('<script>') && html.includes('taide-8b &lt;script'));
      assert.match(html, /未啟用|switched off/);
      assert.match(html, /嘗試次數或來源已用完|No tries or no material were left/);
      assert.match(html, /已遮蔽 12 處|masked before it left: 12 pieces/);
    }
  });

  it('are not mentioned where none were asked for, or in reports from before', () => {
    const { generate: none } = passedModel();
    for (const generate of [none, undefined]) {
      for (const path of Object.values(paths))
        assert.doesNotMatch(page(generate, path), /Unlike every uploaded|與上傳的記錄都不相近/);
    }
    const { generate: _, ...before } = passedModel();
    assert.ok(reportSchema.safeParse(before).success);
    assert.ok(reportSchema.safeParse({ ...before, generate: GENERATE }).success);
  });
});
