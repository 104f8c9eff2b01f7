import { z } from 'zod';
import type { StageName } from './names.ts';

const amount = z.number().min(0);

/** `usage` of the trainer's `result` event; stages/train/trainer/README.md says what each figure is. */
export const modelUsageSchema = z.object({
  device: z.object({ kind: z.string(), name: z.string() }).nullable(),
  seconds: amount,
  cpu_seconds: amount,
  peak_rss_bytes: amount,
  peak_device_bytes: amount.nullable(),
  package_joules: amount.nullable(),
  device_joules: amount.nullable(),
});
export type ModelUsage = z.infer<typeof modelUsageSchema>;

/** What all trainer commands of a stage used together: sums, and the highest of the peaks. A null sum: not all of them were counted. */
export interface StageUsage {
  /** Empty where no command was needed, since all answers were remembered. */
  readonly devices: readonly string[];
  readonly cpu_seconds: number;
  /** Seconds of commands that worked on a graphics processor. */
  readonly gpu_seconds: number;
  readonly peak_rss_bytes: number;
  readonly peak_device_bytes: number | null;
  readonly package_joules: number | null;
  readonly device_joules: number | null;
}

/** What a site says of its machines and what it pays; null: it says nothing. */
export interface SiteRates {
  /** Watts that one busy processor core is taken to draw, where nothing counts its energy. */
  readonly cpu_watts: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly per_kwh: number | null;
  readonly per_gpu_hour: number | null;
}

/** The work that a run's stages took when it was done, whether for this run or for the one whose result it took over. */
export interface RunUsage {
  readonly stages: readonly {
    readonly stage: StageName;
    readonly seconds: number;
    /** Null where the stage asked no model, or what it used was not counted. */
    readonly model: StageUsage | null;
  }[];
  readonly rates: SiteRates;
}

/** Where an amount of energy is known from: counted by the processor, by the graphics processor, or reckoned from time. */
export const ENERGY_SOURCES = ['processor_counter', 'gpu_counter', 'cpu_seconds'] as const;
export type EnergySource = (typeof ENERGY_SOURCES)[number];

/** What a report says of time, energy and cost. */
export interface ResourcesReport extends RunUsage {
  readonly seconds: number;
  /** Of the model work; null where some of it was not counted. */
  readonly energy: {
    readonly joules: number;
    readonly parts: readonly {
      readonly stage: StageName;
      readonly source: EnergySource;
      readonly joules: number;
    }[];
  } | null;
  /** Null where the site names no tariff. Each part is null where it has no tariff, or its amount is not known. */
  readonly cost: {
    readonly electricity: number | null;
    readonly gpu: number | null;
    readonly total: number | null;
  } | null;
}
