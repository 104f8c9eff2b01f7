import { problemOf, type StoredError, TouchstoneError } from '../../contracts/errors/error.ts';
import type { GitStatusView, GitWatchView } from '../../contracts/git/watch.ts';
import type { Language } from '../../contracts/names.ts';
import type { Service } from '../../contracts/service.ts';
import type { Database } from '../../store/database/database.ts';
import { type GitStatusRow, latestStatuses } from '../../store/rows/git-statuses.ts';
import { watchOf } from '../../store/rows/git-watches.ts';
import { pipelineByName } from '../../store/rows/pipelines.ts';
import type { WatchingPipeline } from './look.ts';
import type { GitWatches } from './watches.ts';

/** Statuses that people are shown. */
const SHOWN = 20;

export interface GitServiceParts {
  readonly database: Database;
  readonly watches: Pick<GitWatches, 'receive' | 'want'>;
}

/** Repositories that pipelines watch. */
export function gitService({ database, watches }: GitServiceParts): Service['git'] {
  return {
    receive: (name, raw) => watches.receive(name, raw),
    show: async (name, language) => view(database, await watching(database, name), language),
    look: async (name, language) => {
      const pipeline = await watching(database, name);
      await watches.want(pipeline);
      return view(database, pipeline, language);
    },
  };
}

async function watching(database: Database, name: string): Promise<WatchingPipeline> {
  const pipeline = await pipelineByName(database, name);
  if (pipeline.git === null) throw new TouchstoneError('GIT_NOT_WATCHED', { params: { name } });
  return pipeline as WatchingPipeline;
}

async function view(
  database: Database,
  { name, git }: WatchingPipeline,
  language: Language,
): Promise<GitWatchView> {
  const watch = await watchOf(database, name);
  const statuses = await latestStatuses(database, name, SHOWN);
  const problem = (error: StoredError | null) => error && problemOf(error, language);
  return {
    name,
    url: git.url,
    branch: watch?.branch ?? git.branch,
    commit: watch?.commit ?? null,
    subject: watch?.subject ?? null,
    lookedAt: watch?.looked_at?.toISOString() ?? null,
    wanted: watch?.wanted_at != null,
    failures: watch?.failures ?? 0,
    error: problem(watch?.error ?? null),
    statuses: statuses.map((row) => ({ ...statusView(row), error: problem(row.error) })),
  };
}

function statusView(row: GitStatusRow): Omit<GitStatusView, 'error'> {
  const { commit, state, attempts } = row;
  return {
    ...{ commit, state, attempts },
    trigger: row.trigger_id,
    sentAt: row.sent_at?.toISOString() ?? null,
    nextAt: row.next_at?.toISOString() ?? null,
    givenUpAt: row.given_up_at?.toISOString() ?? null,
  };
}
