import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from 'mocha';

const own = fileURLToPath(new URL('../../../../.venv/bin/python', import.meta.url));
const interpreter = process.env.TOUCHSTONE_PYTHON ?? own;

/**
 * Runs a Python program that reads one JSON value from stdin and writes one to stdout. Where there is no interpreter the
 * test is skipped, or under CI fails.
 */
export function askPython(test: Context, program: string, input: unknown): unknown {
  if (!existsSync(interpreter)) {
    if (process.env.CI === 'true') throw new Error(`no Python at ${interpreter}: run npm run setup`);
    return test.skip();
  }
  const env = { PATH: process.env.PATH ?? '', OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const done = spawnSync(interpreter, ['-c', program], {
    input: JSON.stringify(input),
    env,
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0) throw new Error(`python: ${done.error ?? done.stderr}`);
  return JSON.parse(done.stdout.toString('utf8'));
}
