// A program of its own: the whole service as it is built, for tests that kill it. With `small-parts` as its argument it divides every
// table. Prints its address as one line of JSON.
import { setUp } from '../../pipeline/setup/set-up.mjs';

/** @type {(path: string) => Promise<any>} */
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);

// `npm test` has done so; a test that is run by itself after a change has not.
const { signal } = new AbortController();
await setUp(['build'], { screen: process.stderr, language: 'en', signal });
/** @type {typeof import('../../pipeline/config/settings.ts')} */
const { readSettings } = await built('pipeline/config/settings.js');
/** @type {typeof import('../../pipeline/main/start.ts')} */
const { startService } = await built('pipeline/main/start.js');
/** @type {typeof import('../../stages/registry.ts')} */
const { STAGES } = await built('stages/registry.js');
/** @type {typeof import('../../stages/refine/stage.ts')} */
const { refine, refineRecords } = await built('stages/refine/stage.js');

/** @type {typeof refine} */
const inParts = {
  ...refine,
  run: (inputs, config, context) => refineRecords(inputs, config, context, { from: 0, bytes: 1 }),
};
/** @type {typeof STAGES} */
const stages =
  process.argv[2] === 'small-parts'
    ? { ...STAGES, refine: /** @type {(typeof STAGES)['refine']} */ (/** @type {unknown} */ (inParts)) }
    : STAGES;
const service = await startService(readSettings(process.env), {
  stages,
  log: (line) => console.error(line),
});
console.log(JSON.stringify({ url: service.url }));
process.once('SIGTERM', () => {
  void service.close().then(() => process.exit(0));
});
