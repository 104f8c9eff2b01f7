import { costsSchema } from '../../contracts/api/costs.ts';
import type { CostSum, CostsView } from '../../contracts/costs.ts';
import { duration } from '../../setup/terminal/figures.mjs';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { tableLines } from '../terminal/table.ts';

const JOULES_PER_KWH = 3.6e6;

/** `touchstone costs`: what the model work of a month took, by project. */
export async function showCosts(cli: Cli, options: { month?: string; zone?: string }): Promise<number> {
  const query = new URLSearchParams(
    Object.entries(options).filter(([key]) => key === 'month' || key === 'zone'),
  );
  const text = query.size === 0 ? '' : `?${query}`;
  const view = await (await cli.client()).get(`/v1/costs${text}`, costsSchema);
  cli.result(view, linesOf(cli, view));
  return EXIT.pass;
}

function linesOf(cli: Cli, view: CostsView): string[] {
  const { say } = cli;
  const { month, zone, rates, projects, total } = view;
  const title = say('costs_title', { month, zone });
  if (projects.length === 0) return [title, say('nothing')];
  const numbers = ['costs_runs', 'costs_cpu', 'costs_gpu', 'costs_kwh'] as const;
  const columns = [
    { title: say('costs_project') },
    ...numbers.map((key) => ({ title: say(key), align: 'right' as const })),
    ...(total.cost === null ? [] : [{ title: rates.currency, align: 'right' as const }]),
  ];
  const row = (name: string, sum: CostSum) => [
    name,
    String(sum.runs),
    duration(sum.cpu_seconds),
    sum.gpu_seconds === 0 ? '–' : duration(sum.gpu_seconds),
    // Of a little work the figures, of much no more than are known.
    sum.joules === null ? '?' : (sum.joules / JOULES_PER_KWH).toFixed(3),
    ...(sum.cost === null ? [] : [sum.cost.total === null ? '?' : sum.cost.total.toFixed(2)]),
  ];
  const rows = [...projects.map(({ name, ...sum }) => row(name, sum)), row(say('costs_total'), total)];
  const note = total.cost === null ? say('costs_no_tariff') : say('costs_estimate');
  return [title, ...tableLines(columns, rows), note];
}
