import type { Localized } from '../../pipeline/contracts/names.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { type PipelineSpec, pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Decision } from '../../pipeline/contracts/stage.ts';

/** One setting of a run as it was used. `reason` is null where the spec says the value itself. */
export interface Setting {
  readonly field: string;
  readonly value: unknown;
  readonly reason: Localized | null;
}

/**
 * The settings under the given top-level fields of a spec, in the spec's order: what `auto` became, with its reason,
 * and what the spec fixes. Decisions about fields that the spec does not have follow at the end.
 */
export function settingsUnder(
  spec: unknown,
  decisions: readonly Decision[],
  prefixes: readonly string[],
): readonly Setting[] {
  const decided = new Map(decisions.map((decision) => [decision.field, decision]));
  const written = leavesOf(spec, '').filter(({ field }) => isUnder(field, prefixes));
  const settings = written.map(({ field, value }): Setting => {
    const decision = decided.get(field);
    return decision
      ? { field, value: decision.value, reason: decision.reason }
      : { field, value, reason: null };
  });
  const known = new Set(written.map(({ field }) => field));
  const others = decisions.filter(({ field }) => isUnder(field, prefixes) && !known.has(field));
  return [...settings, ...others];
}

/** A setting as a number; null where it is none. */
export function numberSetting(
  { spec, decisions }: Pick<ReportModel, 'spec' | 'decisions'>,
  field: string,
): number | null {
  const value = settingsUnder(spec, decisions, [field])[0]?.value;
  return typeof value === 'number' ? value : null;
}

/**
 * The spec that makes the same run again: every `auto` replaced by what it became, where a spec can say that. An
 * override of the gate is left out, since it was one person's decision about one run. Null for a spec of an unknown
 * shape.
 */
export function pinnedSpec(spec: unknown, decisions: readonly Decision[]): PipelineSpec | null {
  const parsed = pipelineSpecSchema.safeParse(spec);
  if (!parsed.success) return null;
  let pinned: PipelineSpec = { ...parsed.data, publish: { ...parsed.data.publish, override: null } };
  for (const { field, value } of decisions) {
    const next = pipelineSpecSchema.safeParse(withValue(pinned, field.split('.'), value));
    if (next.success) pinned = next.data;
  }
  // What a search found is in the settings by now; they are trained with once.
  return { ...pinned, train: { ...pinned.train, sweep: null } };
}

/** Who had the model published although the gate did not pass, and why; null in a run as it should be. */
export function overrideIn(spec: unknown): PipelineSpec['publish']['override'] {
  const parsed = pipelineSpecSchema.safeParse(spec);
  return parsed.success ? parsed.data.publish.override : null;
}

function isUnder(field: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => field === prefix || field.startsWith(`${prefix}.`));
}

function leavesOf(value: unknown, field: string): readonly { field: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ field, value }];
  return Object.entries(value).flatMap(([key, inner]) =>
    leavesOf(inner, field === '' ? key : `${field}.${key}`),
  );
}

/** A copy with the value at `path` replaced; the same object where the path does not lead to an `auto`. */
function withValue(node: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return node === 'auto' ? value : node;
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return node;
  return { ...node, [key]: withValue((node as Record<string, unknown>)[key], rest, value) };
}
