import { putJson } from '../../pipeline/contracts/json-artifact.ts';
import { type PipelineSpec, pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';

/**
 * Adds made-up records to those that were uploaded. The one method so far is `none`: the records pass through as they
 * are, the same artifact.
 * Out: `records` (Arrow), `report` (`{"method", "generated"}`).
 */
export const generate: Stage<PipelineSpec['generate'], 'records' | 'report'> = {
  name: 'generate',
  version: 1,
  pool: 'cpu',
  title: { 'zh-TW': '生成資料', en: 'Generate' },
  config: pipelineSpecSchema.shape.generate,
  configOf: (spec) => spec.generate,
  inputs: { records: { stage: 'ingest', output: 'records' } },
  outputs: { records: 'blob', report: 'blob' },
  timeoutSeconds: 600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, { method }, context) {
    const report = { method, generated: 0 };
    return {
      outputs: { records: inputs.blob('records'), report: await putJson(context.artifacts, report) },
      summary: report,
    };
  },
};
