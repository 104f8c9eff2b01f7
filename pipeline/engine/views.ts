import { problemOf, type StoredError } from '../contracts/errors/error.ts';
import type { RunEvent, RunEventBody } from '../contracts/events.ts';
import type { Language } from '../contracts/names.ts';
import { SEALED_OUTPUTS } from '../contracts/stage.ts';
import { causeOf, type StoredTrigger, type TriggerView } from '../contracts/triggers.ts';
import type { RunView, StageRunView } from '../contracts/views.ts';
import type { Queryable } from '../store/database/database.ts';
import { versionsById } from '../store/rows/datasets.ts';
import type { RunRow } from '../store/rows/runs.ts';
import { type StageRunRow, stagesOf } from '../store/rows/stage-runs.ts';
import { triggersOfRuns } from '../store/rows/triggers.ts';

/** Runs as people see them, problems in their language. */
export async function runViews(
  sql: Queryable,
  runs: readonly RunRow[],
  language: Language,
): Promise<RunView[]> {
  const uploads = runs.flatMap((run) =>
    run.test_id === null ? [run.dataset_id] : [run.dataset_id, run.test_id],
  );
  const ids = runs.map((run) => run.id);
  const [versions, stages, triggers] = await Promise.all([
    versionsById(sql, uploads),
    stagesOf(sql, ids),
    triggersOfRuns(sql, ids),
  ]);
  return runs.map((run) => {
    const answered = triggers.get(run.id);
    const createdAt = run.created_at.toISOString();
    const own = stages.filter((stage) => stage.run_id === run.id);
    return {
      id: run.id,
      name: run.name,
      status: run.status,
      verdict: run.verdict,
      // A run's row refers to its uploads: the database keeps them as long as the run.
      dataset: versions.get(run.dataset_id)!,
      test: run.test_id === null ? null : versions.get(run.test_id)!,
      spec: run.spec,
      decisions: [...run.decisions, ...own.flatMap((stage) => stage.summary?.decisions ?? [])],
      trigger: answered?.started ?? { ...causeOf(run.trigger), id: null, at: createdAt },
      joined: answered?.joined ?? [],
      createdAt,
      startedAt: run.started_at?.toISOString() ?? null,
      finishedAt: run.finished_at?.toISOString() ?? null,
      error: problemIn(run.error, language),
      model: run.model_version === null ? null : { name: run.name, version: run.model_version },
      stages: own.map((stage) => stageView(stage, language)),
    };
  });
}

/** A trigger as people see it. */
export function triggerView(trigger: StoredTrigger, language: Language): TriggerView {
  return { ...trigger, error: problemIn(trigger.error, language) };
}

/** An event as people see it. */
export function eventView(event: RunEvent<StoredError>, language: Language): RunEvent {
  return { ...event, body: bodyView(event.body, language) };
}

function bodyView(body: RunEventBody<StoredError>, language: Language): RunEventBody {
  switch (body.type) {
    case 'progress':
      return body;
    case 'retry':
      return { ...body, error: problemOf(body.error, language) };
    default:
      return { ...body, error: problemIn(body.error, language) };
  }
}

function stageView(row: StageRunRow, language: Language): StageRunView {
  return {
    stage: row.stage,
    status: row.status,
    cached: row.cached,
    attempt: row.attempt,
    stageKey: row.stage_key,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    seconds: row.seconds,
    progress: row.progress,
    outputs: row.outputs && openOutputs(row.outputs),
    summary: row.summary,
    error: problemIn(row.error, language),
  };
}

/** What may be asked for. Every route finds artifacts by these, so what is not here cannot be had. */
function openOutputs(outputs: NonNullable<StageRunRow['outputs']>): StageRunView['outputs'] {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !SEALED_OUTPUTS.has(name)));
}

function problemIn(error: StoredError | null, language: Language) {
  return error === null ? null : problemOf(error, language);
}
