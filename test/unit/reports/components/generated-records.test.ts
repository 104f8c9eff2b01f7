import assert from 'node:assert/strict';
import type { GenerateReport } from '../../../../pipeline/contracts/generation.ts';
import { LANGUAGES } from '../../../../pipeline/contracts/names.ts';
import { renderReport } from '../../../../reports/render.tsx';
import { reportSchema } from '../../../../reports/schema/report-schema.ts';
import { GENERATE, TRAINED } from '../../../fixtures/report-generate.ts';
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

  const trainedOn = (generate: GenerateReport | undefined, path: string) => {
    const model = passedModel();
    const files = renderReport({
      ...model,
      ...(generate && { generate }),
      split: { ...model.split, generated: TRAINED },
    });
    return String(files.find((file) => file.path === path)!.content);
  };

  it('tell where the model ran and what was trained on, by method, model and prompt', () => {
    const zh = trainedOn(GENERATE, paths['zh-TW']);
    assert.match(zh, /用於訓練的模型生成記錄共 58 筆/);
    assert.match(zh, /為少數類別撰寫的文字<\/th><td>taide-8b &lt;script/);
    assert.match(zh, /未載明<\/th><td>未載明<\/td><td>未載明<\/td><td class="figure">3</);
    assert.match(zh, /機關外部/);
    const en = trainedOn({ ...GENERATE, inside: true }, paths.en);
    assert.match(en, /kept 58 records made by text models for training/);
    assert.match(en, /inside the organisation/);
    assert.match(en, /not masked: it stayed inside/);
  });

  it('of an upload are told where the run itself made none', () => {
    const { generate: none } = passedModel();
    assert.match(trainedOn(none, paths['zh-TW']), /先前由文字模型生成、尚未經人檢核的記錄：其中 58 筆/);
    assert.match(
      trainedOn(none, paths.en),
      /held records that a text model once made .* 58 of them were trained on/,
    );
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
    const { split } = before;
    assert.ok(reportSchema.safeParse({ ...before, split: { ...split, generated: TRAINED } }).success);
  });
});
