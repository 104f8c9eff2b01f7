import type { CostSum, CostsView } from '../contracts/costs.ts';
import { costOf, energyOf, gpuSecondsOf } from '../contracts/energy.ts';
import type { SiteRates } from '../contracts/resources.ts';
import type { Database } from '../store/database/database.ts';
import { type PerformedRow, performedIn } from '../store/rows/performed.ts';

/** What model work took in a month, by project. */
export async function costsOf(
  database: Database,
  rates: SiteRates,
  { month, zone }: Pick<CostsView, 'month' | 'zone'>,
): Promise<CostsView> {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const rows = await performedIn(database, { year, month: number, zone });
  const names = [...new Set(rows.map(({ name }) => name))];
  const projects = names
    .map((name) => ({
      name,
      ...sumOf(
        rows.filter((row) => row.name === name),
        rates,
      ),
    }))
    .sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1));
  return { month, zone, rates, projects, total: sumOf(rows, rates) };
}

function sumOf(rows: readonly PerformedRow[], rates: SiteRates): CostSum {
  const lines = rows.map(({ stage, seconds, usage }) => ({ stage, seconds, model: usage }));
  const worked = rows.filter(({ usage }) => usage !== null && usage.devices.length > 0);
  const joules = energyOf(lines, rates)?.joules ?? null;
  const gpuSeconds = gpuSecondsOf(lines);
  return {
    runs: new Set(worked.map(({ run_id: run }) => run)).size,
    cpu_seconds: worked.reduce((sum, { usage }) => sum + usage!.cpu_seconds, 0),
    gpu_seconds: gpuSeconds,
    joules,
    cost: costOf(joules, gpuSeconds, rates),
  };
}

/** By money where there is some, else by the time of the dearer machine. */
function weight({ cost, gpu_seconds: gpu, cpu_seconds: cpu }: CostSum): number {
  return cost?.total ?? gpu * 1e6 + cpu;
}

/** The month that is asked for; what is left out is of now, and of this machine's time zone. */
export function monthOf(
  asked: { readonly month?: string; readonly zone?: string },
  now = new Date(),
): Pick<CostsView, 'month' | 'zone'> {
  const zone = asked.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit' });
  const [month, year] = parts.format(now).split('/') as [string, string];
  return { month: asked.month ?? `${year}-${month}`, zone };
}
