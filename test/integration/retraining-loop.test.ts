import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { RetrainingLoop } from '../demo/retraining-loop.ts';
import { findJava, JAVA_INSTALL } from '../groovy/java.ts';
import { notExercised } from '../preflight.ts';
import { Chromium, findChromium } from './chromium.ts';
import { ReportServer } from './report-server.ts';

const MEDIA: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.css': 'text/css' };

/** What `npm run demo:jenkins` plays, with a model of random weights. */
describe('the retraining loop', function () {
  this.timeout(400_000);

  it('takes good data to production by way of Jenkins and a person, and stops poisoned labels', async function () {
    if (findJava() === null) notExercised(this, 'Java 17', JAVA_INSTALL);
    const said: string[] = [];
    await using loop = await RetrainingLoop.open({ tiny: true, say: (line) => said.push(line) });
    await loop.setUpJob();
    loop.commit('good', loop.goodRows());
    const good = await loop.build();
    assert.match(await loop.question(good), /version 1 of petitions production\? PASS/);
    await loop.readReport(good);
    assert.equal(await loop.production(), null);
    await loop.approve(good);
    const first = await loop.ended(good);
    assert.equal(first.result, 'SUCCESS', good.build.log.text);
    assert.deepEqual(
      [(await loop.production())!.to, (await loop.production())!.by],
      [1, 'mei'],
      good.build.log.text,
    );
    await loop.freeze(good);
    loop.commit('poisoned', loop.poisonedRows());
    const second = await loop.build();
    const { result, description } = await loop.ended(second);
    assert.deepEqual([result, (await loop.production())!.to], ['UNSTABLE', 1], second.build.log.text);
    assert.match(description!, /^(FAIL|INCONCLUSIVE): F1 0\.\d{3}, production 0\.\d{3}/);
    for (const { build } of [good, second]) assert.ok(!build.log.text.includes(loop.key));
    await seenInBrowser(this, loop.published(good));
  });
});

/** The published report, under the content security policy that Jenkins sends with it. */
async function seenInBrowser(test: Mocha.Context, folder: string): Promise<void> {
  const program = findChromium();
  if (program === null) return notExercised(test, 'Chromium', 'apt-get install chromium');
  await using chromium = await Chromium.launch(program);
  await using server = new ReportServer(
    readdirSync(folder).map((path) => ({
      path,
      media: MEDIA[extname(path)] ?? 'application/octet-stream',
      content: readFileSync(join(folder, path), 'utf8'),
    })),
  );
  const root = await server.listen();
  for (const file of ['en.html', 'index.html']) {
    const page = await chromium.open(`${root}/${file}`);
    assert.deepEqual(page.console, [], file);
    const { nodeId } = (await page.send('DOM.getDocument')).root as { nodeId: number };
    const { nodeIds } = await page.send('DOM.querySelectorAll', { nodeId, selector: 'main > section > h2' });
    assert.ok((nodeIds as readonly number[]).length >= 9, file);
    await page.close();
  }
}
