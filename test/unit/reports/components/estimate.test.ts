import assert from 'node:assert/strict';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import { renderReport } from '../../../../reports/render.tsx';
import { passedModel } from '../../../fixtures/report-model.ts';

const pageOf = (training: Partial<ReportModel['training']>, path = 'en.html') => {
  const model = passedModel();
  const given = { ...model, training: { ...model.training, ...training } };
  return String(renderReport(given).find((file) => file.path === path)!.content);
};
const { fit } = passedModel().training;

describe('the estimate before training', () => {
  it('stands beside what was measured, with what was changed so that it fits', () => {
    const [en, zh] = [pageOf({}), pageOf({}, 'index.html')];
    assert.match(en, /2\.2 GiB<\/td><td class="figure">2\.2 GiB<\/td><td class="figure">\+4\.0%/);
    assert.match(en, /2 min 35 s<\/td><td class="figure">2 min 52 s<\/td><td class="figure">[-−]10\.0%/);
    assert.match(en, /To fit: 4 instead of 8 records at once/);
    assert.match(zh, /為符合可用記憶體：一次處理 4 筆而非 8 筆/);
    assert.match(zh, /訓練可用的記憶體為 2\.3 GiB。/);
    assert.match(zh, /基礎模型的權重：511\.4 MiB/);
  });

  it('is held against the accelerator’s memory where the work was there', () => {
    assert.match(pageOf({ peak_device_bytes: 1_202_068_096 }), /\+100\.0%/);
  });

  it('leaves out what is not known, and itself where there was none', () => {
    const short = pageOf({ fit: { ...fit!, seconds: null, available_bytes: null } });
    assert.match(short, /Estimated before training/);
    assert.doesNotMatch(short, /Available to the training|[-−]10\.0%/);
    const { fit: _, ...older } = passedModel().training;
    const model = { ...passedModel(), training: older };
    const page = String(renderReport(model).find(({ path }) => path === 'en.html')!.content);
    assert.doesNotMatch(page, /Estimated before training/);
  });
});
