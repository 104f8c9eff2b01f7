import { byRule, type RefineRule } from '../../pipeline/contracts/quality.ts';
import { RULES, type RuleAction } from '../../pipeline/contracts/quality-rules.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

export type RefineSettings = PipelineSpec['refine'];

/** What each rule is to do: what the spec says, else what `auto` means. */
export function actionsOf(settings: RefineSettings): Record<RefineRule, RuleAction | 'off'> {
  return byRule((rule) => {
    const wanted = settings.rules[rule] ?? 'auto';
    return wanted === 'auto' ? RULES[rule].actions[0] : wanted;
  });
}
