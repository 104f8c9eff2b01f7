import type { Fate } from '../../../../datasets/quality/fate.ts';
import { Refinement } from '../../../../datasets/quality/refinement.ts';
import type { RefineSettings } from '../../../../datasets/quality/settings.ts';
import { tokenLimitsOf } from '../../../../pipeline/contracts/base-limits.ts';
import type { DatasetDecision } from '../../../../pipeline/contracts/decisions.ts';
import type { RefineFinding, RefineReport } from '../../../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { type PipelineSpecInput, pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';

export interface Refined {
  readonly kept: string[];
  readonly heldBack: string[];
  /** The kept records as they came out. */
  readonly records: readonly DatasetRecord[];
  readonly findings: RefineFinding[];
  readonly report: RefineReport;
}

/** Takes records through the rules, as the stage does; `test` is a test file's, `more` what else the spec says. */
export async function refined(
  records: readonly DatasetRecord[],
  rules: RefineSettings['rules'] = {},
  test: readonly DatasetRecord[] = [],
  decisions: readonly DatasetDecision[] = [],
  more: Pick<PipelineSpecInput, 'base' | 'train'> = {},
): Promise<Refined> {
  const findings: RefineFinding[] = [];
  const spec = pipelineSpecSchema.parse({ refine: { rules }, ...more });
  const refinement = new Refinement({
    settings: spec.refine,
    tokenLimits: tokenLimitsOf(spec),
    decisions,
    onFinding: (finding) => findings.push(finding),
  });
  const ids: Record<Fate, string[]> = { kept: [], held_back: [], dropped: [] };
  const whole: DatasetRecord[] = [];
  const repaired: DatasetRecord[] = [];
  for (const original of records) {
    const { record, fate, repaired: wasRepaired } = refinement.clean(original);
    if (fate === 'kept') (wasRepaired ? repaired : whole).push(record);
    else ids[fate].push(record.id);
  }
  for (const record of [...whole, ...repaired]) refinement.survey(record);
  for (const record of test) refinement.compareWith(record);
  await refinement.settle();
  const out: DatasetRecord[] = [];
  for (const part of [whole, repaired]) {
    for (const record of part) {
      const fate = refinement.judge(record, part === repaired);
      ids[fate].push(record.id);
      if (fate === 'kept') out.push(record);
    }
  }
  return { kept: ids.kept, heldBack: ids.held_back, records: out, findings, report: refinement.report() };
}

export const named = (findings: readonly RefineFinding[]) =>
  findings.map(({ record, rule, action, with: other }) => `${record} ${rule} ${action} ${other}`);
