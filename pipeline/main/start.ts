import { STAGES } from '../../stages/registry.ts';
import { apiKeyVerifier } from '../api/access/api-keys.ts';
import { createApi } from '../api/app.ts';
import { listen } from '../api/listen.ts';
import type { ApiFault } from '../api/options.ts';
import { isLoopback } from '../config/loopback.ts';
import type { Settings } from '../config/settings.ts';
import type { StageName } from '../contracts/names.ts';
import type { Stage } from '../contracts/stage.ts';
import { DatabaseIdempotency } from '../store/rows/idempotency.ts';
import { assemble } from './assemble.ts';
import { codeVersion } from './code-version.ts';
import { announce, lockHome } from './home-lock.ts';
import { openStores, type Stores } from './stores.ts';
import { tidyHome } from './tidy-home.ts';

export interface RunningService {
  readonly url: string;
  /** Stops taking work, lets running stages store what they have, and closes everything. Safe to call twice. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** One line for the operator's log. */
  log?(line: string): void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Other stages than the real ones, for measuring the control plane alone. */
  readonly stages?: Readonly<Record<StageName, Stage>>;
}

/** Starts the whole program. Errors: `HOME_IN_USE`, `STORE_UNREACHABLE`, `STORE_NEWER`. */
export async function startService(settings: Settings, options: StartOptions = {}): Promise<RunningService> {
  const log = options.log ?? (() => {});
  const unlock = await lockHome(settings.home);
  try {
    const stores = await openStores(settings, (error) => log(`queue: ${error.message}`));
    try {
      return await serve(settings, stores, unlock, { ...options, log });
    } catch (error) {
      await stores.close();
      throw error;
    }
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function serve(
  settings: Settings,
  stores: Stores,
  unlock: () => Promise<void>,
  options: StartOptions & { log(line: string): void },
): Promise<RunningService> {
  const { log, stages = STAGES, environment = process.env } = options;
  await tidyHome(settings.home, Date.now());
  const assembly = await assemble({ settings, stores, stages, environment, log });
  const app = createApi(assembly.service, {
    listensBeyondLoopback: !isLoopback(settings.host),
    apiKeys: settings.apiKeys.length === 0 ? null : apiKeyVerifier(settings.apiKeys),
    allowedHosts: settings.allowedHosts,
    allowedOrigins: [],
    uploadLimitBytes: settings.uploadLimitBytes,
    version: codeVersion(),
    idempotency: new DatabaseIdempotency(stores.database),
    onError: (fault) => log(faultLine(fault)),
  });
  const listening = await listen(app, { host: settings.host, port: settings.port });
  await assembly.start();
  const unannounce = await announce(settings.home, listening.url);
  log(`listening on ${listening.url}, home ${settings.home}`);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await unannounce();
    await assembly.stop();
    await listening.close();
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

/** What the operator's log says of a failed request: the id that the client was shown, and for a fault of ours where it was. */
function faultLine({ requestId, method, route, status, code, error }: ApiFault): string {
  const line = `${method} ${route ?? '?'}: ${status} ${code}, request ${requestId}`;
  return code === 'INTERNAL' && error instanceof Error ? `${line}\n${error.stack}` : line;
}
