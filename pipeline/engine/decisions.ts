import type { Readable } from 'node:stream';
import type { ArtifactStore } from '../contracts/artifact.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { jsonLines } from '../contracts/json-lines.ts';
import type { StageName } from '../contracts/names.ts';
import type { RefineFinding } from '../contracts/quality.ts';
import type { DecisionRequest, Service } from '../contracts/service.ts';
import type { Database } from '../store/database/database.ts';
import { datasetByName, versionById } from '../store/rows/datasets.ts';
import { addDecision, listDecisions, withdrawDecision } from '../store/rows/decisions.ts';
import { windowOf } from '../store/rows/page.ts';
import { runById } from '../store/rows/runs.ts';
import { stagesOf } from '../store/rows/stage-runs.ts';

export interface DecisionParts {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  /** Content digest of the record with this id in a stream of canonical records; null where there is none. */
  contentOfRecord(records: Readable, id: string): Promise<string | null>;
}

/** People's decisions about datasets. */
export function decisionService(parts: DecisionParts): Service['decisions'] {
  const { database } = parts;
  return {
    decide: async (dataset, request) => {
      check(request);
      await datasetByName(database, dataset);
      const content = await contentOf(parts, dataset, request);
      const { rule = null, record = null, action, label = null, by, reason } = request;
      return addDecision(database, { dataset, content, rule, record, action, label, by, reason });
    },
    list: async (dataset, { all = false, ...page }) => {
      await datasetByName(database, dataset);
      return listDecisions(database, dataset, all, windowOf(page));
    },
    withdraw: (dataset, id, { by, reason }) => withdrawDecision(database, { dataset, id, by, reason }),
  };
}

/** Error: `DECISION_INVALID`, with the field. */
function check({ content, run, record, rule, action, label }: DecisionRequest): void {
  const subjects = [content, record, rule].filter((subject) => subject !== undefined).length;
  if (subjects !== 1) throw invalid('record', 'content | run + record | rule');
  if ((record === undefined) !== (run === undefined)) throw invalid('run', 'run + record');
  if (rule !== undefined && action === 'relabel') throw invalid('action', 'keep, drop, hold_back');
  if ((label === undefined) === (action === 'relabel')) throw invalid('label', 'relabel + label');
}

function invalid(field: string, expected: string): TouchstoneError {
  return new TouchstoneError('DECISION_INVALID', { params: { field }, place: { field }, expected });
}

/** The digest that the request names, directly or by a record of a run; null for a decision about a rule. */
async function contentOf(
  parts: DecisionParts,
  dataset: string,
  { content, run: runId, record }: DecisionRequest,
): Promise<string | null> {
  if (content !== undefined || record === undefined || runId === undefined) return content ?? null;
  const run = await runById(parts.database, runId);
  const own = (await versionById(parts.database, run.dataset_id)).dataset;
  if (own !== dataset)
    throw new TouchstoneError('DECISION_OTHER_DATASET', { params: { run: runId, dataset, own } });
  const stages = await stagesOf(parts.database, [runId]);
  const output = async (stage: StageName, name: string): Promise<Readable | null> => {
    const ref = stages.find((row) => row.stage === stage)?.outputs?.[name];
    return ref?.kind === 'blob' && (await parts.artifacts.has(ref))
      ? parts.artifacts.openStream(ref.digest)
      : null;
  };
  const findings = await output('refine', 'findings');
  const named = findings === null ? null : await findingOf(findings, record);
  if (named !== null) return named;
  const records = await output('generate', 'records');
  const found =
    records === null ? null : await parts.contentOfRecord(records, record).finally(() => records.destroy());
  if (found !== null) return found;
  throw new TouchstoneError('RECORD_NOT_FOUND', { params: { run: runId, record: record.slice(0, 100) } });
}

/** Most records that people decide about are those that something was found about: no need to read them all. */
async function findingOf(stream: Readable, record: string): Promise<string | null> {
  try {
    for await (const line of jsonLines(stream)) {
      const finding = line as RefineFinding;
      if (finding.record === record) return finding.content;
    }
    return null;
  } finally {
    stream.destroy();
  }
}
