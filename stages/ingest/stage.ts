import { z } from 'zod';
import type { ArtifactStore, BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import { warningTitle } from '../../pipeline/contracts/data-titles.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { putJson, readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { RunReading } from '../../pipeline/contracts/reading.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import type { Stage, StageInputs, StageSummary } from '../../pipeline/contracts/stage.ts';
import { ingestDecisions } from './decisions.ts';
import { readOptions } from './read-options.ts';
import { type Intake, takeIn } from './take-in.ts';
import { documentWarnings, takeInDocuments } from './take-in-documents.ts';

const configSchema = z.strictObject({
  ingest: pipelineSpecSchema.shape.ingest.unwrap(),
});
export type IngestConfig = z.output<typeof configSchema>;

/**
 * Uploads in any format that is known to the canonical Arrow table; documents to a table of passages.
 * In: the dataset, the user's own test file where there is one, and what was said of reading them (`RunReading`). Out: `records` and `test` (Arrow IPC streams),
 * `intake` and `test_intake` (what was found in each file, an `IntakeReport`), and of a dataset of documents `documents`
 * (the passages, an Arrow IPC stream: `PASSAGE_SCHEMA`), while `records` has no rows.
 * Errors: those of `readDataset` and `readDocuments`; `INPUT_TEST_INSTRUCTION` where the two files
 * cannot be compared.
 */
export const ingest: Stage<IngestConfig, 'records' | 'documents' | 'test' | 'intake' | 'test_intake'> = {
  name: 'ingest',
  version: 6,
  pool: 'cpu',
  title: { 'zh-TW': '讀入資料', en: 'Ingest' },
  config: configSchema,
  configOf: ({ ingest }) => ({ ingest }),
  inputs: { dataset: { external: 'dataset' }, test: { external: 'test' }, reading: { external: 'reading' } },
  outputs: {
    records: 'blob',
    documents: 'optional',
    test: 'optional',
    intake: 'blob',
    test_intake: 'optional',
  },
  timeoutSeconds: 3600,
  retry: { attempts: 3, backoffSeconds: 2 },

  async run(inputs, { ingest: settings }, context) {
    const uploads: readonly (readonly ['dataset' | 'test', BlobRef | null])[] = [
      ['dataset', inputs.blob('dataset')],
      ['test', inputs.optionalBlob('test')],
    ];
    const said = await saidIn(inputs, context.artifacts);
    const total = uploads.reduce((sum, [, blob]) => sum + (blob?.bytes ?? 0), 0);
    let before = 0;
    const taken: Partial<Record<'dataset' | 'test', Intake>> = {};
    for (const [file, blob] of uploads) {
      if (blob === null) continue;
      const onBytes = (bytes: number): void =>
        context.progress({ percent: (100 * (before + bytes)) / Math.max(1, total) });
      const documents =
        file === 'dataset' ? await takeInDocuments(file, blob, settings, context, onBytes) : null;
      const options = readOptions(file, settings, said, taken.dataset?.report ?? null);
      taken[file] = documents ?? (await takeIn(blob, options, context, onBytes));
      before += blob.bytes;
    }
    const dataset = taken.dataset!;
    const test = taken.test ?? null;
    if (test !== null) checkComparable(dataset.report, test.report);
    return {
      outputs: {
        records: dataset.records,
        documents: dataset.documents ?? null,
        test: test?.records ?? null,
        intake: await putJson(context.artifacts, dataset.report),
        test_intake: test && (await putJson(context.artifacts, test.report)),
      },
      summary: {
        ...factsOf(dataset.report),
        test: test && factsOf(test.report),
        ...documentFacts(dataset.report),
        warnings: warningsOf(dataset.report),
        decisions: ingestDecisions(settings, said, dataset.report),
      },
    };
  },
};

async function saidIn(inputs: StageInputs, artifacts: ArtifactStore): Promise<RunReading | null> {
  const blob = inputs.optionalBlob('reading');
  return blob === null ? null : readJson<RunReading>(artifacts, blob);
}

/** One file with instructions in its records and one without would show the model two different kinds of question. */
function checkComparable(dataset: IntakeReport, test: IntakeReport): void {
  // Documents ask nothing; the records that are made of them do.
  if (dataset.documents !== undefined || dataset.has_instruction === test.has_instruction) return;
  throw new TouchstoneError('INPUT_TEST_INSTRUCTION', {
    place: { file: 'test' },
    expected: dataset.format,
    found: test.format,
  });
}

function warningsOf({ documents, warnings = [] }: IntakeReport): readonly Localized[] {
  return [...warnings.map(warningTitle), ...(documents === undefined ? [] : documentWarnings(documents))];
}

function factsOf({ records, format, container, encoding, language }: IntakeReport): StageSummary {
  return { records, format, container, encoding, language };
}

function documentFacts({ documents }: IntakeReport): StageSummary {
  if (documents === undefined) return {};
  const { read, official, sections, passages, refused } = documents;
  const facts = { read, official, sections, passages, refused: refused.length };
  return { documents: facts };
}
