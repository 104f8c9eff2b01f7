import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GpuHealth } from '../contracts/nodes/node.ts';

const FIELDS = [
  'name',
  'driver_version',
  'memory.total',
  'memory.used',
  'temperature.gpu',
  'utilization.gpu',
  'power.draw',
] as const;
const PATIENCE_MS = 5000;

/** The machine's graphics processors by the driver's own program; none where that is not there or does not answer. */
export async function gpusOfMachine(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<GpuHealth[]> {
  const args = [`--query-gpu=${FIELDS.join(',')}`, '--format=csv,noheader,nounits'];
  const { PATH = '' } = environment;
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', args, { timeout: PATIENCE_MS, env: { PATH } });
    return readGpus(stdout);
  } catch {
    // No such program, or a driver that hangs: a node without graphics processors, as far as work is concerned.
    return [];
  }
}

/** Lines of `nvidia-smi --query-gpu`, in the order of `FIELDS`. What a device does not tell is `[N/A]` or the like. */
export function readGpus(text: string): GpuHealth[] {
  return text.split('\n').flatMap((line) => {
    const [name, driver, total, used, temperature, utilisation, watts] = line
      .split(',')
      .map((word) => word.trim());
    const memoryMib = numberOr(total, null);
    if (!name || !driver || memoryMib === null) return [];
    return [
      {
        name: name.slice(0, 200),
        driver: driver.slice(0, 200),
        memoryMib: Math.round(memoryMib),
        usedMib: Math.round(numberOr(used, 0)),
        temperature: numberOr(temperature, null),
        utilisation: numberOr(utilisation, null),
        watts: numberOr(watts, null),
      },
    ];
  });
}

function numberOr<T>(word: string | undefined, otherwise: T): number | T {
  return word !== undefined && /^\d+(\.\d+)?$/.test(word) ? Number(word) : otherwise;
}
