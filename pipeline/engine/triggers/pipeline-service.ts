import type { GitTrigger } from '../../contracts/git-trigger.ts';
import type { PipelineView, Schedule } from '../../contracts/pipelines.ts';
import type { Service } from '../../contracts/service.ts';
import { causeOf } from '../../contracts/triggers.ts';
import { checkSchedule, nextTimes } from '../../queue/calendar.ts';
import { pageOf, windowOf } from '../../store/rows/page.ts';
import {
  listPipelineRows,
  type PipelineRow,
  pausePipeline,
  pipelineByName,
  putPipeline,
  removePipeline,
  resumePipeline,
} from '../../store/rows/pipelines.ts';
import { parseSpec } from '../spec.ts';
import { checkName } from './run-draft.ts';
import { startedRun, type TriggerServiceParts } from './trigger-service.ts';

/** Moments of a schedule that people are shown. */
const SHOWN = 3;

export interface PipelineServiceParts extends TriggerServiceParts {
  /** Says at once that a repository cannot be read from where it is said to be. */
  checkRepository(git: GitTrigger): Promise<void>;
  /** Brings what starts pipelines by itself in line with what is kept. */
  arrange(): Promise<void>;
}

/** What is to be run for a name, and by what it is started. */
export function pipelineService(parts: PipelineServiceParts): Service['pipelines'] {
  const { database, door } = parts;
  const changed = async (row: PipelineRow): Promise<PipelineView> => {
    await parts.arrange();
    return pipelineView(row);
  };
  return {
    set: async (draft, by) => {
      for (const name of [draft.name, draft.dataset, ...(draft.test === null ? [] : [draft.test])])
        checkName(name);
      parseSpec(draft.spec);
      if (draft.schedule !== null) checkSchedule(draft.schedule);
      if (draft.git !== null) await parts.checkRepository(draft.git);
      return changed(await putPipeline(database, draft, { by, due: dueAfterNow(draft.schedule) }));
    },
    list: async (page) => {
      const window = windowOf(page);
      const rows = await listPipelineRows(database.reading, window);
      return pageOf(rows, window.limit, pipelineView, (row) => row.name);
    },
    show: async (name) => pipelineView(await pipelineByName(database.reading, name)),
    remove: async (name) => changed(await removePipeline(database, name)),
    pause: async (request) => changed(await pausePipeline(database, request)),
    resume: async (name) => {
      const { schedule } = await pipelineByName(database, name);
      return changed(await resumePipeline(database, name, dueAfterNow(schedule)));
    },
    start: async ({ name, trigger, key = null, again = false }, language) => {
      const asked = { of: 'pipeline' as const, dataset: null, again, only_if_changed: false };
      return startedRun(parts, await door.pull({ name, cause: causeOf(trigger), key, asked }), language);
    },
  };
}

/** When a schedule comes next; null: there is none. */
export function dueAfterNow(schedule: Schedule | null): Date | null {
  return schedule === null ? null : (nextTimes(schedule, new Date(), 1)[0] ?? null);
}

function pipelineView(row: PipelineRow): PipelineView {
  const { name, dataset, test, spec, schedule, git, revision } = row;
  const paused =
    row.paused_at === null
      ? null
      : { at: row.paused_at.toISOString(), by: row.paused_by!, reason: row.paused_reason! };
  const next = schedule === null || paused !== null ? [] : nextTimes(schedule, new Date(), SHOWN);
  return {
    ...{ name, dataset, test, spec, schedule, git, revision, paused },
    upload: row.on_upload,
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by,
    next: next.map((moment) => moment.toISOString()),
    lastTrigger: row.last_trigger,
  };
}
