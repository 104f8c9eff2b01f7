import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { SetupInterrupted } from './failure.mjs';
import { ROOT, SETUP_DIRECTORY } from './places.mjs';

/** Everything that the commands of the last setup printed. */
export const LOG_FILE = join(SETUP_DIRECTORY, 'setup.log');

/**
 * @typedef {object} CommandOptions
 * @property {AbortSignal} signal
 * @property {(line: string) => void} [onLine] each line of stdout and stderr
 * @property {Readonly<Record<string, string | undefined>>} [env]
 */

/**
 * Runs a program without a shell in the checkout and waits for its end. Its output goes to the log; the last 400 lines
 * come back. Rejects with SetupInterrupted when the signal aborts, after the program has ended.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<{ command: string, status: number | string, output: string[] }>}
 */
export function runCommand(program, args, { signal, onLine, env = process.env }) {
  mkdirSync(SETUP_DIRECTORY, { recursive: true });
  const log = createWriteStream(LOG_FILE, { flags: 'a' });
  const command = [basename(program), ...args.slice(0, 4)].join(' ');
  log.write(`\n$ ${program} ${args.join(' ')}\n`);
  /** @type {string[]} */
  const output = [];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        log.write(`${line}\n`);
        output.push(line);
        if (output.length > 400) output.shift();
        onLine?.(line);
      });
    }
    /** @param {number | string} status */
    const settle = (status) => {
      signal.removeEventListener('abort', stop);
      log.end();
      if (signal.aborted) reject(new SetupInterrupted());
      else resolve({ command, status, output });
    };
    child.once('error', (error) => {
      output.push(error.message);
      settle(error.message);
    });
    child.once('close', (code, killedBy) => settle(code ?? killedBy ?? 'unknown'));
  });
}
