import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STAGES } from '../../stages/registry.ts';
import { apiKeyVerifier } from '../api/access/api-keys.ts';
import { createApi } from '../api/app.ts';
import { listen } from '../api/listen.ts';
import { readCatalogue } from '../bases/catalogue.ts';
import { BaseRoom } from '../bases/store.ts';
import { PACKAGE_ROOT } from '../config/package-root.ts';
import { isLoopback, type Settings } from '../config/settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { Memory } from '../engine/memory.ts';
import { type EngineParts, performStage } from '../engine/perform-stage.ts';
import { enqueueRun, Reconciler } from '../engine/reconciler.ts';
import { RunEvents } from '../engine/run-events.ts';
import { createService } from '../engine/service.ts';
import { LocalExecutor } from '../executor/local.ts';
import { DatabaseIdempotency } from '../store/rows/idempotency.ts';
import { publishVersion } from '../store/rows/models.ts';
import { nextGeneration } from '../store/rows/runs.ts';
import { codeVersion } from './code-version.ts';
import { healthChecks } from './health.ts';
import { announce, lockHome } from './home-lock.ts';
import { createMetrics } from './metrics.ts';
import { openStores, type Stores } from './stores.ts';

export interface RunningService {
  readonly url: string;
  /** Stops taking work, lets running stages store what they have, and closes everything. Safe to call twice. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** One line for the operator's log. */
  log?(line: string): void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Composes the program: stores, engine, API, workers. Errors: `HOME_IN_USE`, `STORE_UNREACHABLE`, `STORE_NEWER`. */
export async function startService(settings: Settings, options: StartOptions = {}): Promise<RunningService> {
  const log = options.log ?? (() => {});
  const unlock = await lockHome(settings.home);
  try {
    const stores = await openStores(settings, (error) => log(`queue: ${error.message}`));
    try {
      return await compose(settings, stores, unlock, log, options.environment ?? process.env);
    } catch (error) {
      await stores.close();
      throw error;
    }
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function compose(
  settings: Settings,
  stores: Stores,
  unlock: () => Promise<void>,
  log: (line: string) => void,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<RunningService> {
  const { database, artifacts, queue } = stores;
  const version = codeVersion();
  const shutdown = new AbortController();
  setMaxListeners(0, shutdown.signal);
  const model = new LocalExecutor({
    trainer: settings.trainer,
    packageDirectory: join(PACKAGE_ROOT, 'stages', 'train', 'trainer'),
    directory: join(settings.home, 'trainer'),
    environment,
  });
  const bases = new BaseRoom({
    directory: join(settings.home, 'bases'),
    catalogue: readCatalogue(),
    work: model,
    python: settings.trainer.python,
  });
  const events = new RunEvents(database);
  const owner = await serviceId(settings.home);
  const engine: EngineParts = {
    database,
    artifacts,
    bases,
    model,
    events,
    owner,
    registry: { publish: (draft, alias) => publishVersion(database, draft, alias) },
    stages: STAGES,
    memory: new Memory(database, artifacts, version),
    workRoot: join(settings.home, 'work'),
    codeVersion: version,
    shutdown: shutdown.signal,
  };
  const reconciling = { database, queue, stages: STAGES, owner };
  const reconciler = new Reconciler(reconciling, (error) => log(`reconciler: ${error.message}`));
  const service = createService({
    database,
    artifacts,
    events,
    bases,
    uploadLimitBytes: settings.uploadLimitBytes,
    requeue: async (id) => {
      const generation = await nextGeneration(database, id);
      if (generation !== null) await enqueueRun(reconciling, { id, generation });
    },
    checks: () => healthChecks(settings, stores),
    metrics: createMetrics(database, queue),
  });
  const beyond = !isLoopback(settings.host);
  const app = createApi(service, {
    listensBeyondLoopback: beyond,
    apiKeys: settings.apiKeys.length === 0 ? null : apiKeyVerifier(settings.apiKeys),
    allowedHosts: settings.allowedHosts,
    allowedOrigins: [],
    uploadLimitBytes: settings.uploadLimitBytes,
    version,
    idempotency: new DatabaseIdempotency(database),
    onError: (fault) => log(`${fault.method} ${fault.route ?? '?'} → ${fault.status} ${fault.code}`),
  });
  const listening = await listen(app, { host: settings.host, port: settings.port });
  const perform = async (payload: unknown, failures: number) => {
    try {
      return await performStage(engine, payload, failures);
    } catch (error) {
      // The database itself failed us: the job stays in the queue, and the reconciler watches over the run.
      log(`worker: ${TouchstoneError.from(error).message}`);
      return { kind: 'later', waitSeconds: 5 } as const;
    }
  };
  await reconciler.start();
  await queue.start(perform, settings.workers);
  const unannounce = await announce(settings.home, listening.url);
  log(`listening on ${listening.url}, home ${settings.home}`);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await unannounce();
    shutdown.abort(new TouchstoneError('TRAINER_INTERRUPTED'));
    await listening.close();
    await reconciler.stop();
    await stores.close();
    await unlock();
  };
  return {
    url: listening.url,
    close: () => {
      closing ??= close();
      return closing;
    },
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
