import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import type { NodeHealth } from '../contracts/nodes/node.ts';
import { gpusOfMachine } from './nvidia.ts';

const MIB = 1024 ** 2;

/** Measures a machine, again and again. */
export class HealthMeter {
  readonly #home: string;
  readonly #environment: Readonly<Record<string, string | undefined>>;
  readonly #cacheBytes: () => number;
  #ticks: { readonly busy: number; readonly all: number } | null = null;

  /** `home`: on the disk that is told of; `cacheBytes`: what inputs take there. */
  constructor(
    home: string,
    environment: Readonly<Record<string, string | undefined>>,
    cacheBytes: () => number,
  ) {
    this.#home = home;
    this.#environment = environment;
    this.#cacheBytes = cacheBytes;
  }

  async measure(): Promise<NodeHealth> {
    return {
      gpus: await gpusOfMachine(this.#environment),
      cpus: availableParallelism(),
      cpuUtilisation: this.#cpuUtilisation(),
      memoryMib: Math.floor(totalmem() / MIB),
      freeMemoryMib: Math.floor(freemem() / MIB),
      freeDiskMib: Math.floor((await freeDiskBytes(this.#home)) / MIB),
      cacheMib: Math.ceil(this.#cacheBytes() / MIB),
    };
  }

  #cpuUtilisation(): number | null {
    const times = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({
      idle,
      all: user + nice + sys + idle + irq,
    }));
    const all = times.reduce((sum, one) => sum + one.all, 0);
    const busy = all - times.reduce((sum, one) => sum + one.idle, 0);
    const before = this.#ticks;
    this.#ticks = { busy, all };
    if (before === null || all <= before.all) return null;
    const share = (100 * (busy - before.busy)) / (all - before.all);
    return Math.round(10 * Math.min(100, Math.max(0, share))) / 10;
  }
}

/** Bytes that a process without special rights may still write there. */
export async function freeDiskBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
