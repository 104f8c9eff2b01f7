import assert from 'node:assert/strict';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import { renderReport } from '../../../../reports/render.tsx';
import { failedModel, passedModel } from '../../../fixtures/report-model.ts';

const fileOf = (model: ReportModel, name: string) =>
  String(renderReport(model).find(({ path }) => path === name)!.content);

/** The model with a linear classifier that leads or lags by so much F1, and its p. */
function withFloor(difference: number, p: number): ReportModel {
  const model = passedModel();
  const peers = model.evaluation.peers!.map((peer) =>
    peer.id === 'linear'
      ? {
          ...peer,
          comparison: { ...peer.comparison, macro_f1_difference: difference, macro_f1_p: p },
        }
      : peer,
  );
  return { ...model, evaluation: { ...model.evaluation, peers } };
}

describe('peers in a report', () => {
  it('stand side by side with the tuned model, its base and what is ahead of what', () => {
    const page = fileOf(passedModel(), 'en.html');
    for (const name of ['Base with examples', 'Simple classifier', 'Most frequent class']) {
      assert.ok(page.includes(`<th scope="row">${name}<span class="gloss">`), name);
    }
    const summary = fileOf(passedModel(), 'summary.md');
    assert.match(summary, /\| 簡單分類器 \| 69\.0% \[.+\] \| .+ \| \+\d+\.\d \[.+\] \| p = 0\.002 \|/);
    assert.match(summary, /\| Most frequent class \| 16\.1% /);
    const { peers } = JSON.parse(fileOf(passedModel(), 'report.json')).evaluation;
    assert.deepEqual(
      peers.map(({ id }: { id: string }) => id),
      ['few_shot', 'frozen', 'linear', 'majority'],
    );
  });

  it('say plainly beside the verdict whether a simple classifier does as well', () => {
    const said = (model: ReportModel, language: 'index.html' | 'en.html') => fileOf(model, language);
    assert.match(said(withFloor(0.2, 0.002), 'en.html'), /The tuned model is better: \+20\.0 points of F1/);
    assert.match(said(withFloor(0.2, 0.05), 'en.html'), /That the tuned model is any better is not shown/);
    assert.match(
      said(withFloor(-0.2, 0.002), 'en.html'),
      /so does better than the tuned model \(-20\.0 points|so does better than the tuned model \(−20\.0 points/,
    );
    assert.match(said(withFloor(0.2, 0.05), 'index.html'), /看不出微調後的模型比它好/);
    assert.match(said(withFloor(-0.2, 0.002), 'index.html'), /比微調後的模型還好/);
  });

  it('tell why one was not asked, and are left out where there were none', () => {
    const model = passedModel();
    const reason = { 'zh-TW': '共有 <30> 類。', en: 'There are <30> classes.' };
    const left = { ...model.evaluation, peers_left_out: [{ id: 'few_shot' as const, reason }] };
    assert.ok(
      fileOf({ ...model, evaluation: left }, 'en.html').includes(
        'Base with examples was not asked. There are &lt;30> classes.',
      ),
    );
    assert.ok(!fileOf(failedModel(), 'en.html').includes('Everything that answered'));
  });
});
