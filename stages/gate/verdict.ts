import type { AnyEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import { GATE_RULES, type GateResult } from '../../pipeline/contracts/gate.ts';
import type { Verdict } from '../../pipeline/contracts/names.ts';
import { RULES } from './rules/registry.ts';
import type { DataEvidence, GatePolicy } from './rules/rule.ts';

/** FAIL if any is, else INCONCLUSIVE if any is, else PASS. */
export function combine(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('FAIL')) return 'FAIL';
  return verdicts.includes('INCONCLUSIVE') ? 'INCONCLUSIVE' : 'PASS';
}

/** The gate: every rule that the policy applies, in the order of `GATE_RULES`, and what they come to. */
export function judge(evaluation: AnyEvaluation, policy: GatePolicy, data: DataEvidence): GateResult {
  const rules = GATE_RULES.flatMap((id) => RULES[id](evaluation, policy, data) ?? []);
  return { format: 1, verdict: combine(rules.map((rule) => rule.verdict)), rules };
}
