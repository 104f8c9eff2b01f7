import { putJson } from '../../pipeline/contracts/json-artifact.ts';
import { needsGeneration } from '../../pipeline/contracts/needs-generation.ts';
import { type PipelineSpec, pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';

/**
 * Adds made-up records to those that were uploaded. The one method so far is `none`: the records pass through as they
 * are, the same artifact.
 * Out: `records` (Arrow), `report` (`{"method", "generated"}`). Error: `DOCUMENT_NEEDS_GENERATION` for documents, of which
 * no records are made.
 */
export const generate: Stage<PipelineSpec['generate'], 'records' | 'report'> = {
  name: 'generate',
  version: 2,
  pool: 'cpu',
  title: { 'zh-TW': '生成資料', en: 'Generate' },
  config: pipelineSpecSchema.shape.generate,
  configOf: (spec) => spec.generate,
  inputs: {
    records: { stage: 'ingest', output: 'records' },
    documents: { stage: 'ingest', output: 'documents' },
  },
  outputs: { records: 'blob', report: 'blob' },
  timeoutSeconds: 600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, { method }, context) {
    const lacking = inputs.optionalBlob('documents') && needsGeneration({ method });
    if (lacking !== null) throw lacking;
    const report = { method, generated: 0 };
    return {
      outputs: { records: inputs.blob('records'), report: await putJson(context.artifacts, report) },
      summary: report,
    };
  },
};
