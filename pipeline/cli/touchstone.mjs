#!/usr/bin/env node
// The command `touchstone`. Plain Node: sees to it that there is something to run, then hands over to main.ts.
import { PURPOSES } from '../setup/parts.mjs';
import { explain, missingParts, setUp } from '../setup/set-up.mjs';
import { languageOf } from '../setup/terminal/language.mjs';

const argv = process.argv.slice(2);

/** Puts node modules and build in place where they are not; says so on standard error, since output may be JSON. */
async function prepare() {
  if (missingParts(PURPOSES.command).length === 0) return true;
  const language = languageOf(process.env, argv);
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await setUp(PURPOSES.command, { screen: process.stderr, language, signal: interrupt.signal });
    return true;
  } catch (error) {
    const { lines, status } = explain(error, language);
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = status === 130 ? 130 : 4;
    return false;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

if (await prepare()) {
  const dist = new URL('../../dist/pipeline/cli/', import.meta.url);
  const { runCommandLine } = await import(new URL('main.js', dist).href);
  const { inProcess } = await import(new URL('process.js', dist).href);
  await inProcess((/** @type {import('./main.ts').Terminal} */ terminal) =>
    runCommandLine(argv, process.env, terminal),
  );
}
