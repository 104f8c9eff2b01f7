import type { AnyEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';
import type { GatePolicy } from './rules/rule.ts';
import { judge } from './verdict.ts';

/** Applies the policy to the evaluation. Nothing is published but by this verdict. */
export const gate: Stage<GatePolicy, 'verdict'> = {
  name: 'gate',
  version: 1,
  pool: 'cpu',
  title: { 'zh-TW': '把關', en: 'Gate' },
  config: pipelineSpecSchema.shape.gate,
  configOf: (spec) => spec.gate,
  inputs: { evaluation: { stage: 'evaluate', output: 'evaluation' } },
  outputs: { verdict: 'blob' },
  timeoutSeconds: 60,
  retry: { attempts: 3, backoffSeconds: 1 },

  async run(inputs, policy, context) {
    const evaluation = await readJson<AnyEvaluation>(context.artifacts, inputs.blob('evaluation'));
    const result = judge(evaluation, policy);
    const rules = Object.fromEntries(result.rules.map(({ rule, verdict }) => [rule, verdict]));
    return {
      outputs: { verdict: await putJson(context.artifacts, result) },
      summary: { verdict: result.verdict, rules },
    };
  },
};
