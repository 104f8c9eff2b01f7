import assert from 'node:assert/strict';
import type { ReportFile, ReportModel } from '../../pipeline/contracts/report.ts';
import { renderReport } from '../../reports/render.tsx';
import { GENERATE } from '../fixtures/report-generate.ts';
import { failedModel, manyClassesModel, modelWithProduction } from '../fixtures/report-model.ts';
import { notExercised } from '../preflight.ts';
import { ATTACKS, attackedModel } from '../unit/reports/attacks.ts';
import { Chromium, findChromium } from './chromium.ts';
import { ReportServer } from './report-server.ts';

const VIEWS = [
  { width: 1200, dark: false },
  { width: 390, dark: true },
] as const;

describe('the report in a browser, under the content security policy of Jenkins', function () {
  this.timeout(60_000);
  let chromium: Chromium;

  before(async function () {
    const program = findChromium();
    if (program === null) notExercised(this, 'Chromium', 'apt-get install chromium');
    chromium = await Chromium.launch(program);
  });
  after(() => chromium?.[Symbol.asyncDispose]());

  /** Opens a file of a report; gives what the console held, what was asked of the server, and the page's width. */
  async function look(files: readonly ReportFile[], path: string, view: { width: number; dark: boolean }) {
    await using server = new ReportServer(files);
    const page = await chromium.open(`${await server.listen()}/${path}`, view);
    const { cssContentSize } = await page.send('Page.getLayoutMetrics');
    const { nodeId } = (await page.send('DOM.getDocument')).root as { nodeId: number };
    const elements = async (selector: string) =>
      ((await page.send('DOM.querySelectorAll', { nodeId, selector })).nodeIds as readonly number[]).length;
    const sections = await elements('main > section > h2');
    await page.close();
    const { width } = cssContentSize as { width: number };
    return { console: page.console, requests: server.requests, sections, width };
  }

  const MODELS: Readonly<Record<string, () => ReportModel>> = {
    'with production': modelWithProduction,
    failed: failedModel,
    'generated records': () => ({ ...failedModel(), generate: GENERATE }),
    '100 classes': manyClassesModel,
  };
  for (const [name, make] of Object.entries(MODELS)) {
    for (const path of ['index.html', 'en.html']) {
      for (const view of VIEWS) {
        it(`${name}, ${path}, ${view.width} px: nothing refused, nothing wider than the page`, async () => {
          const seen = await look(renderReport(make()), path, view);
          assert.deepEqual(seen.console, []);
          assert.deepEqual(seen.requests, [`/${path}`, '/report.css']);
          assert.equal(seen.sections, 13);
          assert.equal(seen.width, view.width);
        });
      }
    }
  }

  it('text that attacks runs nothing, asks for nothing and hides nothing', async () => {
    for (let turn = 0; turn < ATTACKS.length; turn++) {
      const seen = await look(renderReport(attackedModel(turn)), 'index.html', VIEWS[1]);
      const what = JSON.stringify(ATTACKS[turn]!.slice(0, 40));
      assert.deepEqual(seen.console, [], what);
      assert.deepEqual(seen.requests, ['/index.html', '/report.css'], what);
      assert.ok(seen.sections >= 9, what);
      assert.equal(seen.width, VIEWS[1].width, what);
    }
  });

  it('would have noticed a violation', async () => {
    const html =
      '<!doctype html><html lang="en"><p style="color:red">x</p><script>1</script><img src="data:,x"></html>';
    const page: ReportFile = { path: 'bad.html', media: 'text/html', content: html };
    const seen = await look([page], 'bad.html', VIEWS[0]);
    assert.ok(seen.console.some(({ text }) => text.includes('inline style')));
    assert.ok(seen.console.some(({ text }) => text.includes('Blocked script execution')));
  });
});
