import { join, resolve } from 'node:path';
import type { Environment, EnvironmentReader } from './environment-reader.ts';
import { PACKAGE_ROOT } from './package-root.ts';

export interface TrainerSettings {
  readonly python: string;
  /** auto, cpu, cuda or mps. */
  readonly device: string;
  /** Computing threads; null: as many as the machine has cores. */
  readonly threads: number | null;
  /** Processes of this machine that share one training; auto: one for each GPU. */
  readonly processes: number | 'auto';
}

/** Errors: `SETTINGS_INVALID`. */
export function readTrainerSettings(read: EnvironmentReader, env: Environment): TrainerSettings {
  return {
    python: resolve(read.text('TOUCHSTONE_PYTHON', join(PACKAGE_ROOT, '.venv', 'bin', 'python'))),
    device: read.pattern('TOUCHSTONE_DEVICE', 'auto', /^(auto|cpu|cuda|mps)$/),
    threads: env.TOUCHSTONE_THREADS ? read.integer('TOUCHSTONE_THREADS', 0, 1, 1024) : null,
    processes:
      read.optional('TOUCHSTONE_PROCESSES') === 'auto'
        ? 'auto'
        : read.integer('TOUCHSTONE_PROCESSES', 1, 1, 64),
  };
}
