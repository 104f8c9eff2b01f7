import assert from 'node:assert/strict';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import { looksOf } from '../../../../reports/reading/test-looks.ts';
import { renderReport } from '../../../../reports/render.tsx';
import { answerReport } from '../../../fixtures/answer-report.ts';
import { passedModel } from '../../../fixtures/report-model.ts';

const looked = (number: number): ReportModel => ({
  ...passedModel(),
  look: { test_digest: 'c0ffee', number },
});
const pageOf = (model: ReportModel, path = 'en.html') =>
  String(renderReport(model).find((file) => file.path === path)!.content);

describe('looks at a test set', () => {
  it('are told from the second on, and warned of from the seventh on', () => {
    const { look: _, ...older } = passedModel();
    assert.doesNotMatch(pageOf(older), /judged by these test records/);
    assert.doesNotMatch(pageOf(looked(1)), /judged by these test records/);
    assert.match(pageOf(looked(2)), /This is model number 2 that was judged by these test records\./);
    assert.doesNotMatch(pageOf(looked(6)), /used often/);
    assert.match(pageOf(looked(7)), /This test set has been used often/);
    assert.match(pageOf(looked(7), 'index.html'), /從 7 個同樣好的模型中挑最好的一個/);
    assert.match(pageOf(looked(7), 'summary.md'), /從 7 個同樣好的模型中挑最好的一個/);
    assert.doesNotMatch(pageOf(looked(6), 'summary.md'), /同樣好的模型/);
    assert.equal(JSON.parse(pageOf(looked(7), 'report.json')).look.number, 7);
  });

  it('are warned of where answers are written too, by the figure of the task', () => {
    const model = { ...answerReport('question_answering'), look: { test_digest: 'c0ffee', number: 7 } };
    const file = (path: string) => String(renderReport(model).find((one) => one.path === path)!.content);
    assert.match(file('en.html'), /This test set has been used often/);
    assert.match(file('index.html'), /從 7 個同樣好的模型中挑最好的一個，光憑巧合，F1/);
    assert.match(file('summary.md'), /從 7 個同樣好的模型中挑最好的一個/);
  });

  it('may flatter by what the best of so many estimates is above the truth', () => {
    const { accuracy, n } = passedModel().evaluation.systems.tuned;
    const looks = looksOf(looked(20))!;
    const error = Math.sqrt((accuracy * (1 - accuracy)) / n);
    assert.ok(Math.abs(looks.flattery - error * Math.sqrt(2 * Math.log(20))) < 1e-12);
    assert.equal(looksOf(looked(1))!.flattery, 0);
  });
});
