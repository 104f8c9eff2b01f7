// Sets up what a demo needs, then plays it. Plain Node, because nothing may be installed yet.
import { spawn } from 'node:child_process';
import { PURPOSES } from '../../pipeline/setup/parts.mjs';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { explain, setUp } from '../../pipeline/setup/set-up.mjs';
import { languageOf } from '../../pipeline/setup/terminal/language.mjs';

/**
 * Plays a script below the root, with this process's arguments and its exit status.
 * @param {string} script
 */
export async function play(script) {
  const language = languageOf(process.env, process.argv.slice(2));
  const interrupt = new AbortController();
  const stop = () => interrupt.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    // What tests need is needed here too: stand-ins, servers and the harness are of the tests.
    await setUp(PURPOSES.test, { screen: process.stdout, language, signal: interrupt.signal });
    const args = ['--import=tsx', script, ...process.argv.slice(2)];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
    process.off('SIGINT', stop).off('SIGTERM', stop);
    // The terminal sends its interrupt to the play as well, which puts everything away; here it is waited for.
    process.on('SIGINT', () => {}).on('SIGTERM', () => child.kill('SIGTERM'));
    process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  } catch (error) {
    const { lines, status } = explain(error, language);
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = status;
  }
}
