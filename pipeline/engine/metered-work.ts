import { z } from 'zod';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { WorkOf } from '../contracts/nodes/work-of.ts';
import { type ModelUsage, modelUsageSchema, type StageUsage } from '../contracts/resources.ts';
import type { ModelWork } from '../contracts/stage.ts';

/** Model work that keeps count of what its commands used. */
export class MeteredWork implements ModelWork {
  readonly #work: ModelWork;
  readonly #of: WorkOf | undefined;
  readonly #used: ModelUsage[] = [];
  #untold = false;

  /** `of`: whose work it all is. */
  constructor(work: ModelWork, of?: WorkOf) {
    this.#work = work;
    this.#of = of;
  }

  get atOnce(): number {
    return this.#work.atOnce ?? 1;
  }

  /** Error: `TRAINER_OUTPUT` where the result tells in another shape what was used. */
  async run(...[job, options]: Parameters<ModelWork['run']>): ReturnType<ModelWork['run']> {
    const result = await this.#work.run(job, this.#of === undefined ? options : { ...options, of: this.#of });
    if (result.usage === undefined) this.#untold = true;
    else this.#used.push(usageIn(result.usage));
    return result;
  }

  /** What all commands so far used, which may be none; null where one of them did not tell. */
  total(): StageUsage | null {
    return this.#untold ? null : totalOf(this.#used);
  }
}

function usageIn(told: unknown): ModelUsage {
  const usage = modelUsageSchema.safeParse(told);
  if (usage.success) return usage.data;
  const detail = z.prettifyError(usage.error);
  throw new TouchstoneError('TRAINER_OUTPUT', { params: { file: 'result', detail } });
}

function totalOf(used: readonly ModelUsage[]): StageUsage {
  const sum = (of: (one: ModelUsage) => number) => used.reduce((all, one) => all + of(one), 0);
  const known = (of: (one: ModelUsage) => number | null) =>
    used.some((one) => of(one) === null) ? null : sum((one) => of(one) ?? 0);
  const peaks = used.flatMap(({ peak_device_bytes: peak }) => (peak === null ? [] : [peak]));
  return {
    devices: [...new Set(used.flatMap(({ device }) => (device ? [device.name || device.kind] : [])))],
    cpu_seconds: sum((one) => one.cpu_seconds),
    gpu_seconds: sum((one) => (one.device === null || one.device.kind === 'cpu' ? 0 : one.seconds)),
    peak_rss_bytes: Math.max(0, ...used.map((one) => one.peak_rss_bytes)),
    peak_device_bytes: peaks.length === 0 ? null : Math.max(...peaks),
    package_joules: known((one) => one.package_joules),
    device_joules: known((one) => one.device_joules),
  };
}
