import { z } from 'zod';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { putJson } from '../../pipeline/contracts/json-artifact.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageSummary } from '../../pipeline/contracts/stage.ts';
import { type Intake, takeIn } from './take-in.ts';

const configSchema = z.strictObject({ kind: pipelineSpecSchema.shape.task.unwrap().shape.kind });
export type IngestConfig = z.output<typeof configSchema>;

/**
 * Uploads in any format that is known to the canonical Arrow table.
 * In: the dataset, and the user's own test file where there is one. Out: `records` and `test` (Arrow IPC streams),
 * `intake` and `test_intake` (what was found in each file, an `IntakeReport`).
 * Errors: `SPEC_TASK_NOT_YET`; those of `readDataset`; `INPUT_TEST_INSTRUCTION` where the two files cannot be compared.
 */
export const ingest: Stage<IngestConfig, 'records' | 'test' | 'intake' | 'test_intake'> = {
  name: 'ingest',
  version: 2,
  pool: 'cpu',
  title: { 'zh-TW': '讀入資料', en: 'Ingest' },
  config: configSchema,
  configOf: ({ task }) => ({ kind: task.kind }),
  inputs: { dataset: { external: 'dataset' }, test: { external: 'test' } },
  outputs: { records: 'blob', test: 'optional', intake: 'blob', test_intake: 'optional' },
  timeoutSeconds: 3600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, { kind }, context) {
    if (kind !== 'auto' && kind !== 'classification') {
      throw new TouchstoneError('SPEC_TASK_NOT_YET', {
        params: { task: kind },
        place: { file: 'spec', field: 'task.kind' },
      });
    }
    const uploads: readonly (readonly ['dataset' | 'test', BlobRef | null])[] = [
      ['dataset', inputs.blob('dataset')],
      ['test', inputs.optionalBlob('test')],
    ];
    const total = uploads.reduce((sum, [, blob]) => sum + (blob?.bytes ?? 0), 0);
    let before = 0;
    const taken: Partial<Record<'dataset' | 'test', Intake>> = {};
    for (const [file, blob] of uploads) {
      if (blob === null) continue;
      taken[file] = await takeIn(file, blob, context, (bytes) =>
        context.progress({ percent: (100 * (before + bytes)) / Math.max(1, total) }),
      );
      before += blob.bytes;
    }
    const dataset = taken.dataset!;
    const test = taken.test ?? null;
    if (test !== null) checkComparable(dataset.report, test.report);
    return {
      outputs: {
        records: dataset.records,
        test: test?.records ?? null,
        intake: await putJson(context.artifacts, dataset.report),
        test_intake: test && (await putJson(context.artifacts, test.report)),
      },
      summary: { ...factsOf(dataset.report), test: test && factsOf(test.report) },
    };
  },
};

/** One file with instructions in its records and one without would show the model two different kinds of question. */
function checkComparable(dataset: IntakeReport, test: IntakeReport): void {
  if (dataset.has_instruction === test.has_instruction) return;
  throw new TouchstoneError('INPUT_TEST_INSTRUCTION', {
    place: { file: 'test' },
    expected: dataset.format,
    found: test.format,
  });
}

function factsOf({ records, format, container, encoding, language }: IntakeReport): StageSummary {
  return { records, format, container, encoding, language };
}
