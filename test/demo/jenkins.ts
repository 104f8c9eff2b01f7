import { stdout } from 'node:process';
import { RetrainingLoop } from './retraining-loop.ts';

/**
 * Played by `npm run demo:jenkins`: the whole loop before the reader's eyes. A commit to a dataset's repository, a Jenkins job on a stand-in
 * controller, the pipeline, the report, an approval, an alias that moves; then a commit with poisoned labels, which the gate stops.
 * `--tiny` takes a model with random weights, to see the machinery in a few minutes. The exit status is 0 when both went as told.
 */
const say = (line: string): void => void stdout.write(`${line}\n`);
await using loop = await RetrainingLoop.open({ tiny: process.argv.includes('--tiny'), say });
const stop = (): void => void loop[Symbol.asyncDispose]().then(() => process.exit(130));
process.once('SIGINT', stop).once('SIGTERM', stop);

await loop.setUpJob();
say('\n━━ 1 · A better version of the data is committed ━━');
loop.commit('Add petitions of the last quarter', loop.goodRows());
const good = await loop.build();
const question = await loop.question(good);
say(`\nJenkins asks: ${question}`);
await loop.readReport(good);
await loop.approve(good);
const first = await loop.ended(good);
const production = await loop.production();
await loop.freeze(good);

say('\n━━ 2 · Somebody commits data whose labels are poisoned ━━');
loop.commit('Relabel everything overnight', loop.poisonedRows());
const second = await loop.ended(await loop.build());
const after = await loop.production();

say('\n━━ What came of it ━━');
say(`commit 1: build ${first.result}, ${first.description}`);
say(`commit 2: build ${second.result}, ${second.description}`);
say(`production: version ${after?.to} of ${after?.by}, ${after?.reason}`);
const asTold =
  first.result === 'SUCCESS' &&
  production?.by === 'mei' &&
  second.result === 'UNSTABLE' &&
  after?.to === production.to;
say(asTold ? '\nAs told.' : '\nNot as told: see the consoles above.');
process.exitCode = asTold ? 0 : 1;
