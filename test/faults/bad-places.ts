import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FaultFigure, inLanes, type Tries } from './fault.ts';
import { FaultWorld, type LinedAgent } from './fault-world.ts';

/** What the agent wants free beside its inputs is 64 MiB. */
const SMALL_DISK = '96m';
/** Fills such a disk within two checkpoints. */
const LARGE_CHECKPOINT = 60 * 1024 ** 2;

/** Whether a disk of its own can be made here. */
export function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** The disk of a node runs full in mid-training: a real one, of 96 MiB. */
export async function diskFull(tries: Tries): Promise<FaultFigure> {
  let wrong = 0;
  const codes = new Set<string>();
  await using world = await FaultWorld.open({ leaseSeconds: 30, lookSeconds: 5 });
  await inLanes(tries, async (next, number) => {
    while (next()) {
      const label = `lane-${number}`;
      const home = await mkdtemp(join(tmpdir(), 'touchstone-small-disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SMALL_DISK}`, 'tmpfs', home]);
      try {
        const small = await world.agent(label, { home });
        const work = await world.offer(label, { steps: 3, step_ms: 20, checkpoint_bytes: LARGE_CHECKPOINT });
        await world.until(work, ({ unfit_nodes: unfit, status, lease }) => {
          return unfit.includes(small.name) || status === 'failed' || (status === 'waiting' && lease > 0);
        });
        const node = await world.service.nodes.show(small.name);
        codes.add(node.unfit?.reason ?? 'fit');
        const large = await world.agent(label);
        const row = await world.until(work, ({ status }) => status === 'done' || status === 'failed');
        if (row.status !== 'done' || row.node !== large.name || node.unfit?.reason !== 'disk_full') wrong++;
        await small.agent.end('SIGTERM');
        await large.agent.end('SIGTERM');
      } finally {
        execFileSync('umount', ['--lazy', home]);
        await rm(home, { recursive: true, force: true });
      }
    }
  });
  return {
    fault: 'disk of the node full (tmpfs of 96 MiB)',
    tries: tries.tries,
    asked: 'the work is done elsewhere, the node says why it takes none',
    measured: `${wrong} went otherwise; nodes said ${[...codes].join(', ')}`,
    held: wrong === 0,
  };
}

/** A byte of an input in a node's cache changes between two works. */
export async function cacheCorrupt(tries: Tries): Promise<FaultFigure> {
  let wrong = 0;
  await using world = await FaultWorld.open({ leaseSeconds: 30, lookSeconds: 5 });
  await inLanes(tries, async (next, number) => {
    const label = `lane-${number}`;
    const node = await world.agent(label);
    const records = `records of lane ${number}`;
    const run = async () => {
      const work = await world.offer(label, { steps: 1, step_ms: 1 }, records);
      const row = await world.until(work, ({ status }) => status === 'done' || status === 'failed');
      return row.status === 'done' && row.result?.input === work.input.digest;
    };
    await run();
    for (let way = 0; next(); way++) {
      damage(node, way % 3);
      if (!(await run())) wrong++;
    }
  });
  return {
    fault: 'cache of the node corrupt (a byte changed, cut short, gone)',
    tries: tries.tries,
    asked: 'the trainer reads what was sent',
    measured: `${wrong} read anything else`,
    held: wrong === 0,
  };
}

function damage({ agent, name }: LinedAgent, way: number): void {
  const blobs = join(agent.home, name, 'cache', 'blobs');
  for (const file of readdirSync(blobs, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    if (way === 2) rmSync(path);
    else {
      const handle = openSync(path, way === 0 ? 'r+' : 'w');
      writeSync(handle, 'X');
      closeSync(handle);
    }
  }
}
