import { join } from 'node:path';
import { Secrets } from '../config/secrets.ts';
import type { Settings } from '../config/settings.ts';
import type { GitTrigger } from '../contracts/git-trigger.ts';
import type { Service } from '../contracts/service.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { gitService } from '../engine/git/git-service.ts';
import { GitStatuses } from '../engine/git/statuses.ts';
import { GitWatches } from '../engine/git/watches.ts';
import type { Happenings } from '../engine/happenings.ts';
import type { TriggerDoor } from '../engine/triggers/door.ts';
import { Repositories } from '../git/reader.ts';
import { remoteOf } from '../git/remote.ts';
import { statusTeller } from '../git/statuses.ts';
import { readDelivery } from '../git/webhooks/read-delivery.ts';
import type { TaskHandlers, TaskQueue } from '../queue/tasks.ts';

/** Repositories that are watched, and what is told to forges. */
export interface GitRoom {
  readonly service: Service['git'];
  readonly tasks: Pick<TaskHandlers, 'git_look' | 'git_status'>;
  /** Says at once what is wrong with a repository's address. */
  check(git: GitTrigger): Promise<void>;
  /** Has the queue repeat the looks that pipelines ask for. */
  arrange(): Promise<void>;
  heal(): Promise<void>;
}

export interface GitRoomOptions {
  readonly engine: EngineParts;
  readonly door: TriggerDoor;
  readonly happenings: Happenings;
  readonly tasks: TaskQueue;
  readonly settings: Settings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  log(line: string): void;
}

/** Rounds of the reconciler between two looks at what changes seldom: a minute. */
const SELDOM = 12;

/** Reads repositories by the settings of this machine. */
export function openRepositories(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): Repositories {
  const secrets = new Secrets(environment, settings.home);
  return new Repositories({
    settings: settings.git,
    directory: join(settings.home, 'git'),
    path: environment.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    reveal: (name) => secrets.reveal(name),
  });
}

/** Puts the watching of repositories together. */
export function openGit(options: GitRoomOptions): GitRoom {
  const { engine, door, happenings, tasks, settings, environment, log } = options;
  const { database, artifacts, owner, shutdown } = engine;
  const secrets = new Secrets(environment, settings.home);
  const reveal = (name: string) => secrets.reveal(name);
  const watches = new GitWatches({
    ...{ database, artifacts, owner, shutdown, door, tasks, readDelivery, reveal, log },
    reader: openRepositories(settings, environment),
    uploadLimitBytes: settings.uploadLimitBytes,
    expireRawAfterDays: settings.expireRawAfterDays,
    timeoutSeconds: settings.git.timeoutSeconds,
  });
  const tell = statusTeller({ settings: settings.git, reveal });
  const statuses = new GitStatuses({
    ...{ database, tasks, tell, shutdown, log },
    publicUrl: settings.publicUrl?.href ?? null,
  });
  statuses.observe(happenings);
  let rounds = 0;
  return {
    service: gitService({ database, watches }),
    tasks: {
      git_look: (delivery) => watches.come(delivery),
      git_status: (delivery) => statuses.come(delivery),
    },
    check: async (git) => {
      await remoteOf(git.url, settings.git);
    },
    arrange: () => watches.arrange(),
    heal: async () => {
      const round = rounds++;
      await watches.heal(round === 0);
      await statuses.heal();
      if (round % SELDOM === 0) await watches.arrange();
    },
  };
}
