import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { GitTrigger } from '../../contracts/git-trigger.ts';
import type { PipelineDraft, Schedule } from '../../contracts/pipelines.ts';
import type { Queryable } from '../database/database.ts';
import { toJson } from '../database/to-json.ts';
import type { PageWindow } from './page.ts';

/** A pipeline as it is stored. */
export interface PipelineRow {
  readonly name: string;
  readonly dataset: string;
  readonly test: string | null;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly schedule: Schedule | null;
  readonly on_upload: boolean;
  readonly git: GitTrigger | null;
  readonly due_at: Date | null;
  readonly paused_by: string | null;
  readonly paused_reason: string | null;
  readonly paused_at: Date | null;
  readonly revision: number;
  readonly changed_by: string;
  readonly created_at: Date;
  readonly changed_at: Date;
  readonly last_trigger: string | null;
}

const COLUMNS = `name, dataset, test, spec, schedule, on_upload, git, due_at, paused_by, paused_reason, paused_at, revision,
  changed_by, created_at, changed_at,
  (SELECT max(t.id) FROM touchstone.triggers t WHERE t.name = p.name) AS last_trigger`;

/** Keeps a pipeline, in the place of the one that had its name. `due`: the next moment of its schedule. */
export async function putPipeline(
  sql: Queryable,
  draft: PipelineDraft,
  { by, due }: { readonly by: string; readonly due: Date | null },
): Promise<PipelineRow> {
  const [row] = await sql.query<PipelineRow>(
    `INSERT INTO touchstone.pipelines AS p (name, dataset, test, spec, schedule, on_upload, git, due_at, changed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (name) DO UPDATE SET dataset = excluded.dataset, test = excluded.test, spec = excluded.spec,
       schedule = excluded.schedule, on_upload = excluded.on_upload, git = excluded.git, due_at = excluded.due_at,
       changed_by = excluded.changed_by, changed_at = now(), revision = p.revision + 1
     RETURNING ${COLUMNS}`,
    [
      ...[draft.name, draft.dataset, draft.test, toJson(draft.spec)],
      draft.schedule === null ? null : toJson(draft.schedule),
      draft.upload,
      draft.git === null ? null : toJson(draft.git),
      ...[due, by],
    ],
  );
  return row!;
}

/** The pipeline of a name, or null. */
export async function pipelineIfThere(sql: Queryable, name: string): Promise<PipelineRow | null> {
  const [row] = await sql.query<PipelineRow>(
    `SELECT ${COLUMNS} FROM touchstone.pipelines p WHERE name = $1`,
    [name],
  );
  return row ?? null;
}

/** The pipeline of a name. Error: `PIPELINE_NOT_FOUND`. */
export async function pipelineByName(sql: Queryable, name: string): Promise<PipelineRow> {
  const row = await pipelineIfThere(sql, name);
  if (row === null) throw new TouchstoneError('PIPELINE_NOT_FOUND', { params: { name } });
  return row;
}

/** By name, one more than the window has room for. */
export async function listPipelineRows(sql: Queryable, window: PageWindow): Promise<PipelineRow[]> {
  return sql.query<PipelineRow>(
    `SELECT ${COLUMNS} FROM touchstone.pipelines p WHERE $1::text IS NULL OR name > $1 ORDER BY name LIMIT $2`,
    [window.after, window.limit + 1],
  );
}

/** Names of the pipelines that a new version of this dataset starts. */
export async function pipelinesOnUpload(sql: Queryable, dataset: string): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    'SELECT name FROM touchstone.pipelines WHERE dataset = $1 AND on_upload ORDER BY name',
    [dataset],
  );
  return rows.map(({ name }) => name);
}

/** Pipelines with a schedule that are at work. */
export async function scheduledPipelines(sql: Queryable): Promise<PipelineRow[]> {
  return sql.query<PipelineRow>(
    `SELECT ${COLUMNS} FROM touchstone.pipelines p WHERE schedule IS NOT NULL AND paused_at IS NULL ORDER BY name`,
  );
}

/** Pipelines at work whose next moment came more than `seconds` ago. */
export async function missedPipelines(sql: Queryable, seconds: number): Promise<PipelineRow[]> {
  return sql.query<PipelineRow>(
    `SELECT ${COLUMNS} FROM touchstone.pipelines p
      WHERE schedule IS NOT NULL AND paused_at IS NULL AND due_at < now() - $1 * interval '1 second' ORDER BY name`,
    [seconds],
  );
}

/** Sets when a schedule comes next, if the pipeline is still at the revision that this was worked out for. */
export async function setDue(
  sql: Queryable,
  { name, revision }: Pick<PipelineRow, 'name' | 'revision'>,
  due: Date | null,
): Promise<void> {
  await sql.query('UPDATE touchstone.pipelines SET due_at = $3 WHERE name = $1 AND revision = $2', [
    name,
    revision,
    due,
  ]);
}

/** Lets nothing start it by itself any more. Errors: `PIPELINE_NOT_FOUND`, `PIPELINE_PAUSED`. */
export async function pausePipeline(
  sql: Queryable,
  { name, by, reason }: { readonly name: string; readonly by: string; readonly reason: string },
): Promise<PipelineRow> {
  const [row] = await sql.query<PipelineRow>(
    `UPDATE touchstone.pipelines p SET paused_by = $2, paused_reason = $3, paused_at = now(), due_at = NULL,
       revision = revision + 1 WHERE name = $1 AND paused_at IS NULL RETURNING ${COLUMNS}`,
    [name, by, reason],
  );
  if (row) return row;
  throw pausedError(await pipelineByName(sql, name));
}

/** Puts it to work again. Errors: `PIPELINE_NOT_FOUND`, `PIPELINE_NOT_PAUSED`. */
export async function resumePipeline(sql: Queryable, name: string, due: Date | null): Promise<PipelineRow> {
  const [row] = await sql.query<PipelineRow>(
    `UPDATE touchstone.pipelines p SET paused_by = NULL, paused_reason = NULL, paused_at = NULL, due_at = $2,
       revision = revision + 1 WHERE name = $1 AND paused_at IS NOT NULL RETURNING ${COLUMNS}`,
    [name, due],
  );
  if (row) return row;
  await pipelineByName(sql, name);
  throw new TouchstoneError('PIPELINE_NOT_PAUSED', { params: { name } });
}

/** Keeps it no longer; its runs and triggers stay. Error: `PIPELINE_NOT_FOUND`. */
export async function removePipeline(sql: Queryable, name: string): Promise<PipelineRow> {
  const row = await pipelineByName(sql, name);
  await sql.query('DELETE FROM touchstone.pipelines WHERE name = $1', [name]);
  return row;
}

/** What is said of a trigger of a pipeline that is paused. */
export function pausedError({ name, paused_by, paused_reason }: PipelineRow): TouchstoneError {
  return new TouchstoneError('PIPELINE_PAUSED', {
    params: { name, by: paused_by ?? '', reason: paused_reason ?? '' },
  });
}

/** Pipelines that watch a repository and are at work. */
export async function watchingPipelines(sql: Queryable): Promise<PipelineRow[]> {
  return sql.query<PipelineRow>(
    `SELECT ${COLUMNS} FROM touchstone.pipelines p WHERE git IS NOT NULL AND paused_at IS NULL ORDER BY name`,
  );
}
