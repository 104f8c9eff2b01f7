import type { AnyEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { RefineReport } from '../../pipeline/contracts/quality.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';
import type { GatePolicy } from './rules/rule.ts';
import { judge } from './verdict.ts';

/** Applies the policy to the evaluation and to what is known of its data. Nothing is published but by this verdict. */
export const gate: Stage<GatePolicy, 'verdict'> = {
  name: 'gate',
  version: 3,
  pool: 'cpu',
  title: { 'zh-TW': '把關', en: 'Gate' },
  config: pipelineSpecSchema.shape.gate,
  configOf: (spec) => spec.gate,
  inputs: {
    evaluation: { stage: 'evaluate', output: 'evaluation' },
    refine: { stage: 'refine', output: 'report' },
    split: { stage: 'split', output: 'report' },
  },
  outputs: { verdict: 'blob' },
  timeoutSeconds: 60,
  retry: { attempts: 3, backoffSeconds: 1 },

  async run(inputs, policy, context) {
    const evaluation = await readJson<AnyEvaluation>(context.artifacts, inputs.blob('evaluation'));
    const { score } = await readJson<RefineReport>(context.artifacts, inputs.blob('refine'));
    const { leakage_check: leakage } = await readJson<SplitReport>(context.artifacts, inputs.blob('split'));
    const result = judge(evaluation, policy, { leakage, score: score.overall });
    const rules = Object.fromEntries(result.rules.map(({ rule, verdict }) => [rule, verdict]));
    return {
      outputs: { verdict: await putJson(context.artifacts, result) },
      summary: { verdict: result.verdict, rules },
    };
  },
};
