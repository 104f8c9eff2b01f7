import { REFINE_RULES, type RefineRule } from '../../pipeline/contracts/quality.ts';
import { RULES, type RuleAction } from '../../pipeline/contracts/quality-rules.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

export type RefineSettings = PipelineSpec['refine'];

/** What each rule is to do: what the spec says, else what `auto` means. */
export function actionsOf(settings: RefineSettings): Record<RefineRule, RuleAction | 'off'> {
  return Object.fromEntries(
    REFINE_RULES.map((rule) => {
      const wanted = settings.rules[rule] ?? 'auto';
      return [rule, wanted === 'auto' ? RULES[rule].actions[0] : wanted];
    }),
  ) as Record<RefineRule, RuleAction | 'off'>;
}
