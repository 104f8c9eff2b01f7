// `npm run demo:jenkins`: sets everything up, then plays the loop. Plain Node, because nothing may be installed yet.
import { spawn } from 'node:child_process';
import { PURPOSES } from '../../pipeline/setup/parts.mjs';
import { ROOT } from '../../pipeline/setup/places.mjs';
import { explain, setUp } from '../../pipeline/setup/set-up.mjs';
import { languageOf } from '../../pipeline/setup/terminal/language.mjs';

const language = languageOf(process.env, process.argv.slice(2));
const interrupt = new AbortController();
const stop = () => interrupt.abort();
process.on('SIGINT', stop).on('SIGTERM', stop);

try {
  // What tests need is needed here too: the stand-in controller and the harness are of the tests.
  await setUp(PURPOSES.test, { screen: process.stdout, language, signal: interrupt.signal });
  const play = ['--import=tsx', 'test/demo/jenkins.ts', ...process.argv.slice(2)];
  const child = spawn(process.execPath, play, { cwd: ROOT, stdio: 'inherit' });
  process.off('SIGINT', stop).off('SIGTERM', stop);
  // The terminal sends its interrupt to the play as well, which puts everything away; here it is waited for.
  process.on('SIGINT', () => {}).on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
} catch (error) {
  const { lines, status } = explain(error, language);
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = status;
}
