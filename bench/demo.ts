import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../pipeline/config/package-root.ts';
import { PURPOSES } from '../pipeline/setup/parts.mjs';
import { missingParts } from '../pipeline/setup/set-up.mjs';

/** Seconds that the demo takes from a start with nothing done yet, and again with everything remembered. */
export interface DemoTimes {
  readonly first: number;
  readonly again: number;
}

/** Runs the demo twice in a home of its own; null where it is not set up, for that is no part of the figure. */
export async function timedDemo(): Promise<DemoTimes | null> {
  if (missingParts(PURPOSES.run).length > 0) return null;
  const home = await mkdtemp(join(tmpdir(), 'touchstone-bench-'));
  try {
    return { first: await demo(home), again: await demo(home) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function demo(home: string): Promise<number> {
  const start = performance.now();
  const program = spawn(process.execPath, [join(PACKAGE_ROOT, 'pipeline', 'demo', 'demo.mjs')], {
    env: { ...process.env, TOUCHSTONE_HOME: home },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status] = await once(program, 'exit');
  if (status !== 0) throw new Error(`the demo ended with ${status}`);
  return (performance.now() - start) / 1000;
}
