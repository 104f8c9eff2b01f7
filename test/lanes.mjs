// Several programs at once, each with its output kept together.
import { spawn } from 'node:child_process';
import { availableParallelism, totalmem } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from '../pipeline/setup/places.mjs';

/** What one program of the tests may take: a trainer with a small base, a browser and the service under test. */
const MEMORY_OF_ONE = 4 * 1024 ** 3;

/** Longer than any program of the tests takes on two busy cores: one that is still there hangs. */
const LIMIT_SECONDS = 25 * 60;
/** What a program that is told to end has for ending what it started. */
const GRACE_MS = 30_000;

/**
 * How many programs run side by side: one a core, as many as memory holds, four at most; TOUCHSTONE_TEST_LANES says
 * otherwise.
 */
export function laneCount() {
  const asked = Number(process.env.TOUCHSTONE_TEST_LANES);
  if (Number.isInteger(asked) && asked > 0) return asked;
  return Math.max(1, Math.min(4, availableParallelism(), Math.floor(totalmem() / MEMORY_OF_ONE)));
}

/**
 * Does all the work, so much of it at once, each piece begun in the order given.
 * @template T, R
 * @param {readonly T[]} work
 * @param {number} lanes
 * @param {(piece: T) => Promise<R>} perform
 * @returns {Promise<R[]>} in the order of the work
 */
export async function inLanes(work, lanes, perform) {
  /** @type {R[]} */
  const results = new Array(work.length);
  let next = 0;
  const lane = async () => {
    while (next < work.length) {
      const index = next++;
      results[index] = await perform(/** @type {T} */ (work[index]));
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, work.length) }, lane));
  return results;
}

/**
 * Runs one program to its end. One that takes longer than any should is ended, and counts as failed; it had
 * printed what it found until then.
 * @param {{ program: string, args: string[], cwd?: string, env: NodeJS.ProcessEnv }} what
 * @param {((text: string) => void) | null} live is given each piece of its output at once
 * @returns {Promise<{ ok: boolean, output: string, plain: string, seconds: number }>} `output` holds both streams in
 *   the order in which they came, `plain` is standard output without colours
 */
export function runProgram({ program, args, cwd = ROOT, env }, live) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let standard = '';
    const take = (/** @type {string} */ text) => {
      output += text;
      live?.(text);
    };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      standard += text;
      take(text);
    });
    child.stderr.setEncoding('utf8').on('data', take);
    const end = (/** @type {boolean} */ ok) => {
      const seconds = (performance.now() - started) / 1000;
      resolve({ ok, output, plain: stripVTControlCharacters(standard), seconds });
    };
    child.once('error', (error) => {
      take(`${error.message}\n`);
      end(false);
    });
    const limit = setTimeout(() => {
      take(`\nEnded: it was still running after ${LIMIT_SECONDS / 60} minutes.\n`);
      // Mocha, a program that starts another, passes this one on.
      child.kill('SIGINT');
      limits.push(setTimeout(() => child.kill('SIGKILL'), GRACE_MS));
      // Something that it had started may hold its output open.
      child.once('exit', () => {
        child.stdout.destroy();
        child.stderr.destroy();
      });
    }, LIMIT_SECONDS * 1000);
    const limits = [limit];
    child.once('close', (code) => {
      for (const timer of limits) clearTimeout(timer);
      end(code === 0);
    });
  });
}
