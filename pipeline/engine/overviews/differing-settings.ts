import type { RunsComparison } from '../../contracts/runs-comparison.ts';
import type { RunView } from '../../contracts/views.ts';

/**
 * Settings that are not the same in all runs, as they were used: what a spec leaves to us is taken as it was decided. In the order of
 * the specs. Where a setting is not in a run's spec, its value there is null.
 */
export function differingSettings(
  runs: readonly Pick<RunView, 'spec' | 'decisions'>[],
): RunsComparison['settings'] {
  const used = runs.map(settingsOf);
  const fields = [...new Set(used.flatMap((settings) => [...settings.keys()]))];
  return fields
    .map((field) => ({ field, values: used.map((settings) => settings.get(field) ?? null) }))
    .filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1);
}

function settingsOf({ spec, decisions }: Pick<RunView, 'spec' | 'decisions'>): Map<string, unknown> {
  const settings = new Map(leavesOf(spec, ''));
  for (const { field, value } of decisions) settings.set(field, value);
  return settings;
}

function leavesOf(value: unknown, field: string): (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[field, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, field === '' ? key : `${field}.${key}`),
  );
}
