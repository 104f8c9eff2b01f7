import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMapping } from '../../datasets/columns/mapping.ts';
import { compareDatasets } from '../../datasets/diff/compare.ts';
import { contentOfRecord } from '../../datasets/fingerprint/find-record.ts';
import { unmaskedRecord } from '../../datasets/personal/unmask-record.ts';
import { renderComparison, renderHistory } from '../../reports/render.tsx';
import { pairRuns } from '../../stages/evaluate/paired-runs.ts';
import { PARTS } from '../../stages/parts.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { GitTrigger } from '../contracts/git-trigger.ts';
import type { Service } from '../contracts/service.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { expireRaw } from '../engine/expire-raw.ts';
import { Happenings } from '../engine/happenings.ts';
import { Memory } from '../engine/memory.ts';
import { performJob } from '../engine/perform-job.ts';
import { Reconciler } from '../engine/reconciler.ts';
import { RunEvents } from '../engine/run-events.ts';
import { createService } from '../engine/service.ts';
import { ChatEndpoint, NO_TEXT_MODEL } from '../generation/endpoint.ts';
import type { JobHandler } from '../queue/port.ts';
import type { TaskHandlers } from '../queue/tasks.ts';
import { publishVersion } from '../store/rows/models.ts';
import { ThreadPool } from '../threads/thread-pool.ts';
import type { AssemblyOptions } from './assembly-options.ts';
import { codeVersion } from './code-version.ts';
import { type GitRoom, openGit } from './git-room.ts';
import { healthChecks } from './health.ts';
import { openMaskVault } from './mask-vault.ts';
import { createMetrics } from './metrics.ts';
import { modelRooms } from './model-rooms.ts';
import { type NodeRoom, openNodes } from './node-room.ts';
import { openNotices } from './notices.ts';
import { performSafely } from './perform-safely.ts';
import { openTriggers, type TriggerRoom } from './trigger-room.ts';

/** The program without its HTTP face. */
export interface Assembly {
  readonly service: Service;
  /** Heals what an earlier process left, then takes work. */
  start(): Promise<void>;
  /** Deletes the raw files whose time has come, as the reconciler does now and then; gives their number. */
  expireRaw(): Promise<number>;
  /** Stops taking work; running stages are told to end and will be taken up again at the next start. */
  stop(): Promise<void>;
}

/** What other rooms compute for the service. */
const COMPUTED = {
  compare: compareDatasets,
  comparePair: pairRuns,
  pages: { history: renderHistory, comparison: renderComparison },
  contentOfRecord,
  unmaskedRecord,
  columnsIn: (map: string) => Object.fromEntries(parseMapping(map)),
} as const;

/** Builds engine and service over open stores. */
export async function assemble(options: AssemblyOptions): Promise<Assembly> {
  const { settings, stores, stages, log } = options;
  const { database, artifacts, queue } = stores;
  const version = codeVersion();
  const shutdown = new AbortController();
  setMaxListeners(0, shutdown.signal);
  const nodes = openNodes(stores, settings, version);
  const { model, bases } = modelRooms(options, nodes);
  const textModel = settings.generation === null ? NO_TEXT_MODEL : new ChatEndpoint(settings.generation);
  const happenings = new Happenings();
  const events = new RunEvents(database, happenings);
  const owner = await serviceId(settings.home);
  const notices = openNotices(options, happenings, { owner, shutdown: shutdown.signal });
  const memory = new Memory(database, artifacts, version);
  const masks = await openMaskVault(settings);
  const threads = new ThreadPool(settings.workers.threads);
  const engine: EngineParts = {
    ...{ database, artifacts, bases, model, masks, textModel, events, owner, stages },
    registry: { publish: (draft, alias) => publishVersion(database, draft, alias) },
    parts: PARTS,
    threads,
    queue,
    memory,
    workRoot: join(settings.home, 'work'),
    codeVersion: version,
    rates: settings.rates,
    shutdown: shutdown.signal,
  };
  const carriesNotices = notices.deliver !== null;
  const reconciling = { database, artifacts, queue, stages, owner, carriesNotices };
  const triggers = openTriggers(engine, reconciling, happenings, settings);
  const { door, requeue } = triggers;
  const git = openGit({ ...options, engine, door, happenings, tasks: queue.tasks });
  const reconciler = new Reconciler({ ...reconciling, triggers: caring(triggers, git, nodes) }, (error) =>
    log(`reconciler: ${error.message}`),
  );
  const service = createService({
    ...COMPUTED,
    database,
    artifacts,
    events,
    bases,
    notices,
    rates: settings.rates,
    memory,
    shutdown: shutdown.signal,
    masks,
    textEndpoint: textModel.endpoint,
    door,
    requeue,
    git: git.service,
    nodes: nodes.nodes,
    leases: nodes.leases,
    ...caring(triggers, git, nodes),
    uploadLimitBytes: settings.uploadLimitBytes,
    expireRawAfterDays: settings.expireRawAfterDays,
    checks: () => healthChecks(settings, stores, notices.post),
    metrics: createMetrics(database, queue),
  });
  return {
    service,
    expireRaw: () => expireRaw(reconciling),
    start: async () => {
      await nodes.begin();
      await reconciler.start();
      const job: JobHandler = (...arrived) => performSafely(() => performJob(engine, ...arrived), log);
      await queue.start(
        { job, tasks: tasksOf(triggers, git, log), deliver: notices.deliver },
        settings.workers,
      );
    },
    stop: async () => {
      // Both in the same moment: a stage that is put down must not be taken up again by this service.
      const stopped = [queue.stop(), reconciler.stop()];
      shutdown.abort(new TouchstoneError('TRAINER_INTERRUPTED'));
      await Promise.all(stopped);
      await threads.close();
    },
  };
}

/** What looks after whatever starts runs by itself, and after nodes. */
function caring(triggers: TriggerRoom, git: GitRoom, nodes: NodeRoom) {
  return {
    heal: async (): Promise<void> => {
      await triggers.care.heal();
      await git.heal();
      await nodes.heal();
    },
    arrange: async (): Promise<void> => {
      await triggers.schedules.arrange();
      await git.arrange();
    },
    checkRepository: (source: GitTrigger): Promise<void> => git.check(source),
  };
}

function tasksOf(triggers: TriggerRoom, git: GitRoom, log: (line: string) => void): TaskHandlers {
  return {
    schedule: (delivery) => performSafely(() => triggers.schedules.come(delivery), log),
    git_look: (delivery) => performSafely(() => git.tasks.git_look(delivery), log),
    git_status: (delivery) => performSafely(() => git.tasks.git_status(delivery), log),
  };
}

/** Names this home's service in the database for as long as the home exists. */
async function serviceId(home: string): Promise<string> {
  const file = join(home, 'service-id');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null && known !== '') return known;
  const fresh = randomUUID();
  await writeFile(file, fresh, { mode: 0o600 });
  return fresh;
}
