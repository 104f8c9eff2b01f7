import type { AnyEvaluation } from '../../contracts/answer-evaluation.ts';
import type { ArtifactStore } from '../../contracts/artifact.ts';
import { type StoredError, TouchstoneError } from '../../contracts/errors/error.ts';
import { readJson } from '../../contracts/json-artifact.ts';
import type {
  CancelledFacts,
  FailedFacts,
  JudgedFacts,
  NoticeFacts,
  RefusedFacts,
} from '../../contracts/notices.ts';
import { primaryOf } from '../../contracts/primary.ts';
import type { Database } from '../../store/database/database.ts';
import { versionById } from '../../store/rows/datasets.ts';
import { aliasTarget } from '../../store/rows/models.ts';
import type { DeliveryClaim } from '../../store/rows/notice-deliveries.ts';
import { type RunRow, runById } from '../../store/rows/runs.ts';
import { type StageRunRow, stagesOf } from '../../store/rows/stage-runs.ts';
import { triggerById } from '../../store/rows/triggers.ts';
import { waitsFor } from './waits-for.ts';

interface FactParts {
  readonly database: Database;
  readonly artifacts: Pick<ArtifactStore, 'readBytes'>;
}

/** Gathers what a notice says, at its first try: reading an evaluation takes longer than a transaction may. */
export async function gatherFacts(parts: FactParts, claim: DeliveryClaim): Promise<NoticeFacts> {
  switch (claim.type) {
    case 'run.judged':
      return judgedFacts(parts, await runById(parts.database, claim.runId!));
    case 'run.failed':
      return failedFacts(parts, await runById(parts.database, claim.runId!));
    case 'run.cancelled':
      return cancelledFacts(parts, await runById(parts.database, claim.runId!));
    case 'trigger.refused':
      return refusedFacts(parts, claim.triggerId!);
    case 'notice.test':
      throw new TouchstoneError('INTERNAL', {
        params: { detail: 'a test notice has its facts from the start' },
      });
  }
}

async function judgedFacts(parts: FactParts, run: RunRow): Promise<JudgedFacts> {
  const stages = await stagesOf(parts.database, [run.id]);
  return {
    type: 'run.judged',
    ...(await ofRun(parts, run)),
    // A run that was judged has its verdict; only a run that was resumed has lost it since.
    verdict: run.verdict ?? 'INCONCLUSIVE',
    version: run.model_version,
    waits_for: await waitsFor(parts.database, run),
    in_production: await aliasTarget(parts.database, run.name, 'production'),
    figure: await figureOf(parts, stages),
    has_report: outputOf(stages, 'report', 'report')?.kind === 'tree',
  };
}

async function figureOf(
  { artifacts }: FactParts,
  stages: readonly StageRunRow[],
): Promise<JudgedFacts['figure']> {
  const ref = outputOf(stages, 'evaluate', 'evaluation');
  if (ref?.kind !== 'blob') return null;
  const evaluation = await readJson<AnyEvaluation>(artifacts, ref);
  const { metric, name: title, systems } = primaryOf(evaluation);
  const { value } = systems.tuned;
  const system = systems.production === null ? 'base' : 'production';
  const other = (systems.production ?? systems.base).value;
  const version = system === 'production' ? (evaluation.production?.version ?? null) : null;
  const against = { system, version, value: other, difference: value - other } as const;
  return { metric, title, value, records: evaluation.n, against };
}

async function failedFacts(parts: FactParts, run: RunRow): Promise<FailedFacts> {
  const stages = await stagesOf(parts.database, [run.id]);
  const failed = stages.find(({ status }) => status === 'failed');
  const error = run.error ?? unrecorded();
  return { type: 'run.failed', ...(await ofRun(parts, run)), stage: failed?.stage ?? null, error };
}

async function cancelledFacts(parts: FactParts, run: RunRow): Promise<CancelledFacts> {
  return { type: 'run.cancelled', ...(await ofRun(parts, run)) };
}

async function ofRun({ database }: FactParts, run: RunRow): Promise<Omit<CancelledFacts, 'type'>> {
  const { dataset: name, version, digest } = await versionById(database, run.dataset_id);
  const { kind, by } = run.trigger;
  return { run: run.id, name: run.name, trigger: { kind, by }, dataset: { name, version, digest } };
}

async function refusedFacts({ database }: FactParts, id: string): Promise<RefusedFacts> {
  const { name, error, cause } = await triggerById(database, id);
  const { kind, by } = cause;
  return { type: 'trigger.refused', trigger: id, name, kind, by, error: error ?? unrecorded() };
}

function unrecorded(): StoredError {
  return new TouchstoneError('INTERNAL', { params: { detail: 'no error on record' } }).toJSON();
}

function outputOf(stages: readonly StageRunRow[], stage: StageRunRow['stage'], output: string) {
  return stages.find((one) => one.stage === stage)?.outputs?.[output] ?? null;
}
