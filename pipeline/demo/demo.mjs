// `npm run demo`: from a fresh checkout to a proven, published model. Plain Node, because nothing may be installed yet.
import { PURPOSES } from '../setup/parts.mjs';
import { explain, missingParts, setUp } from '../setup/set-up.mjs';
import { duration } from '../setup/terminal/figures.mjs';
import { languageOf } from '../setup/terminal/language.mjs';
import { sayIn } from '../setup/texts/speak.mjs';

const language = languageOf(process.env, process.argv.slice(2));

/** Puts everything in place; false where that did not work out, which has then been said. */
async function prepare() {
  const started = performance.now();
  if (missingParts(PURPOSES.run).length === 0) {
    const elapsed = duration((performance.now() - started) / 1000);
    process.stdout.write(`${sayIn(language)('allThere', { elapsed })}\n`);
    return true;
  }
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await setUp(PURPOSES.run, { screen: process.stdout, language, signal: interrupt.signal });
    return true;
  } catch (error) {
    const { lines, status } = explain(error, language);
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = status;
    return false;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

if (await prepare()) {
  const dist = new URL('../../dist/pipeline/', import.meta.url);
  const { demonstrate } = await import(new URL('demo/demonstrate.js', dist).href);
  const { inProcess } = await import(new URL('cli/process.js', dist).href);
  await inProcess((/** @type {import('../cli/main.ts').Terminal} */ terminal) =>
    demonstrate({ ...terminal, environment: process.env, language }),
  );
}
