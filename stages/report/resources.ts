import { costOf, energyOf, gpuSecondsOf } from '../../pipeline/contracts/energy.ts';
import type { ResourcesReport, RunUsage } from '../../pipeline/contracts/resources.ts';

/** Time, energy and cost of a run, from what its stages used and what the site says. */
export function resourcesOf({ stages, rates }: RunUsage): ResourcesReport {
  const energy = energyOf(stages, rates);
  return {
    stages,
    rates,
    seconds: Math.round(stages.reduce((sum, { seconds }) => sum + seconds, 0) * 1000) / 1000,
    energy,
    cost: costOf(energy === null ? null : energy.joules, gpuSecondsOf(stages), rates),
  };
}
