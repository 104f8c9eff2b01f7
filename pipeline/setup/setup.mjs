// `npm run setup`: brings a fresh checkout to where it can run. Plain Node, because nothing is installed yet.

import { SetupFailure } from './failure.mjs';
import { PURPOSES } from './parts.mjs';
import { explain, isReady, missingParts, setUp } from './set-up.mjs';
import { duration } from './terminal/figures.mjs';
import { languageOf } from './terminal/language.mjs';
import { sayIn } from './texts/speak.mjs';

/** @typedef {import('./parts.mjs').Purpose} Purpose */

const KNOWN = ['--for=<purpose>', '--check', '--json', '--lang=<language>'];

/**
 * @param {readonly string[]} argv
 * @returns {{ purposes: Purpose[], check: boolean, json: boolean }}
 */
function parse(argv) {
  const options = { purposes: /** @type {Purpose[]} */ ([]), check: false, json: false };
  for (const argument of argv) {
    const purpose = /^--for=(.*)$/.exec(argument)?.[1];
    if (purpose !== undefined && purpose in PURPOSES) options.purposes.push(/** @type {Purpose} */ (purpose));
    else if (argument === '--check') options.check = true;
    else if (argument === '--json') options.json = true;
    else if (!argument.startsWith('--lang=')) {
      const known = `${KNOWN.join(' ')} (${Object.keys(PURPOSES).join(', ')})`;
      throw new SetupFailure('USAGE', { argument, known });
    }
  }
  if (options.purposes.length === 0) options.purposes.push('run');
  return options;
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new SetupFailure('OLD_NODE', { found: process.versions.node });
}

/** @param {AbortSignal} signal */
async function main(signal) {
  const argv = process.argv.slice(2);
  const language = languageOf(process.env, argv);
  const say = sayIn(language);
  const started = performance.now();
  refuseOldNode();
  const { purposes, check, json } = parse(argv);
  const parts = purposes.flatMap((purpose) => [...PURPOSES[purpose]]);
  if (check) {
    const states = parts.map((part) => ({ part, ready: isReady(part) }));
    for (const { part, ready } of json ? [] : states) {
      process.stdout.write(`${say(`step_${part}`)}: ${say(ready ? 'state_ready' : 'state_missing')}\n`);
    }
    if (json) process.stdout.write(`${JSON.stringify(states)}\n`);
    process.exitCode = states.every((state) => state.ready) ? 0 : 1;
  } else if (missingParts(parts).length === 0) {
    process.stdout.write(`${say('allThere', { elapsed: duration((performance.now() - started) / 1000) })}\n`);
  } else {
    await setUp(parts, { screen: process.stdout, language, signal });
  }
}

const interrupt = new AbortController();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  // The second one does not wait for npm or pip to end.
  process.on(signal, () => (interrupt.signal.aborted ? process.exit(130) : interrupt.abort()));
}
try {
  await main(interrupt.signal);
} catch (error) {
  const { lines, status } = explain(error, languageOf(process.env, process.argv.slice(2)));
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = status;
}
