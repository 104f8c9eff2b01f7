import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import type { ReportFile } from '../../pipeline/contracts/report.ts';
import { renderComparison, renderEvaluation, renderHistory, renderReport } from '../../reports/render.tsx';
import { answerReport } from '../fixtures/answer-report.ts';
import { modelHistory, runsComparison } from '../fixtures/overviews.ts';
import { GENERATE } from '../fixtures/report-generate.ts';
import { failedModel, manyClassesModel, modelWithProduction } from '../fixtures/report-model.ts';
import { notExercised } from '../preflight.ts';
import { Chromium, findChromium } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const VIEWS = [
  { width: 1200, dark: false },
  { width: 1200, dark: true },
  { width: 390, dark: false },
  { width: 390, dark: true },
] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** A page from a file of predictions, on as many classes as fill every part of it. */
function fileModel(): FileReportModel {
  const { figures } = manyClassesModel(20).details!;
  const wrong = { id: 'r1', text: 'x', truth: 'a', answer: 'b', confidence: 0.5, baseline: null };
  const warnings = [{ 'zh-TW': '警告', en: 'A warning' }];
  return {
    format: 1,
    kind: 'file_evaluation',
    name: 'predictions.jsonl',
    made_at: '2026-11-22T06:05:09.120Z',
    figures,
    warnings,
    wrong: [wrong],
  };
}

const REPORTS: Readonly<Record<string, () => readonly ReportFile[]>> = {
  'with production': () => renderReport(modelWithProduction()),
  'failed, with generated records': () => renderReport({ ...failedModel(), generate: GENERATE }),
  '100 classes': () => renderReport(manyClassesModel()),
  'a file of predictions': () => renderEvaluation(fileModel()),
  'written answers: extraction': () => renderReport(answerReport('extraction')),
  'written answers: a judge, peers and parts': () =>
    renderReport(answerReport('generation', { production: true, all: true })),
  'written answers: question answering': () => renderReport(answerReport('question_answering')),
  'the versions of a name': () => renderHistory(modelHistory()),
  'runs side by side': () => renderComparison(runsComparison()),
};

/** From a disk, since the content security policy of Jenkins would refuse axe as it refuses any script. */
describe('the report before axe-core', function () {
  this.timeout(120_000);
  let chromium: Chromium;
  let directory: string;

  before(async function () {
    const program = findChromium();
    if (program === null) notExercised(this, 'Chromium', 'apt-get install chromium');
    chromium = await Chromium.launch(program);
    directory = mkdtempSync(join(tmpdir(), 'touchstone-axe-'));
  });
  after(async () => {
    await chromium?.[Symbol.asyncDispose]();
    if (directory) rmSync(directory, { recursive: true });
  });

  async function violations(url: string, view: (typeof VIEWS)[number]): Promise<readonly string[]> {
    const page = await chromium.open(url, view);
    const evaluate = async (expression: string) =>
      (await page.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }))
        .result as {
        value: unknown;
      };
    await evaluate(AXE);
    // What is folded is judged too.
    await evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    const { value } = await evaluate(
      "axe.run(document, { resultTypes: ['violations'] }).then((r) => JSON.stringify({ violations: r.violations, passes: r.passes.length }))",
    );
    await page.close();
    const found = JSON.parse(String(value)) as { violations: readonly Violation[]; passes: number };
    assert.ok(found.passes > 15, 'axe looked at the page');
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]!.target.join(' ')}: ${nodes[0]!.failureSummary}`,
    );
  }

  for (const [name, render] of Object.entries(REPORTS)) {
    for (const path of ['index.html', 'en.html']) {
      it(`${name}, ${path}: no violation, wide and narrow, light and dark`, async () => {
        for (const { path: file, content } of render()) writeFileSync(join(directory, file), content);
        const url = pathToFileURL(join(directory, path)).href;
        for (const view of VIEWS) {
          assert.deepEqual(await violations(url, view), [], JSON.stringify(view));
        }
      });
    }
  }

  it('would have noticed a violation', async () => {
    writeFileSync(
      join(directory, 'bad.html'),
      readFileSync(join(directory, 'en.html'), 'utf8').replace('<main', '<img src="x.png"><main'),
    );
    const [first] = await violations(pathToFileURL(join(directory, 'bad.html')).href, VIEWS[0]);
    assert.match(first ?? '', /^image-alt/);
  });
});
