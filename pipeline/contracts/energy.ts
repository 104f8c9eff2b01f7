import type { EnergySource, ResourcesReport, RunUsage, SiteRates } from './resources.ts';

type Energy = NonNullable<ResourcesReport['energy']>;
type StageLine = RunUsage['stages'][number];

const JOULES_PER_KWH = 3.6e6;
const SECONDS_PER_HOUR = 3600;
/** Stages that always ask a model: without their count there is no sum. */
const ALWAYS_COUNTED: ReadonlySet<string> = new Set(['train', 'evaluate']);

/** Of all model work, each processor by its own counter where it has one; null where a part of it is not known. */
export function energyOf(stages: readonly StageLine[], { cpu_watts: watts }: SiteRates): Energy | null {
  const parts: Energy['parts'][number][] = [];
  const add = (stage: StageLine['stage'], source: EnergySource, joules: number) =>
    parts.push({ stage, source, joules: Math.round(joules * 1000) / 1000 });
  for (const { stage, model } of stages) {
    if (model === null) {
      if (ALWAYS_COUNTED.has(stage)) return null;
      continue;
    }
    if (model.devices.length === 0) continue;
    if (model.package_joules !== null) add(stage, 'processor_counter', model.package_joules);
    else add(stage, 'cpu_seconds', model.cpu_seconds * watts);
    if (model.gpu_seconds === 0) continue;
    if (model.device_joules === null) return null;
    add(stage, 'gpu_counter', model.device_joules);
  }
  return { joules: parts.reduce((sum, { joules }) => sum + joules, 0), parts };
}

/** Null where the site names no tariff; `joules` and each part null where it is not known. */
export function costOf(
  joules: number | null,
  gpuSeconds: number,
  { per_kwh: perKwh, per_gpu_hour: perGpuHour }: SiteRates,
): ResourcesReport['cost'] {
  if (perKwh === null && perGpuHour === null) return null;
  const electricity = perKwh === null || joules === null ? null : (joules / JOULES_PER_KWH) * perKwh;
  const gpu = perGpuHour === null ? null : (gpuSeconds / SECONDS_PER_HOUR) * perGpuHour;
  // A sum that lacks a part would pass for the whole.
  const isWhole = perKwh === null || electricity !== null;
  return { electricity, gpu, total: isWhole ? (electricity ?? 0) + (gpu ?? 0) : null };
}

/** Seconds of all model work on graphics processors. */
export function gpuSecondsOf(stages: readonly StageLine[]): number {
  return stages.reduce((sum, { model }) => sum + (model?.gpu_seconds ?? 0), 0);
}
