import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../pipeline/config/settings.ts';
import { type RunningService, startService } from '../pipeline/main/start.ts';
import { emptyStages } from '../test/integration/empty-stages.ts';
import { startPostgres } from '../test/servers/postgres.ts';
import { startRedis } from '../test/servers/redis.ts';

/** A service with stages that do no work, in a home of its own, on one size of the program. */
export interface Installation {
  readonly title: string;
  readonly home: string;
  readonly service: RunningService;
  close(): Promise<void>;
}

/** The embedded default, and PostgreSQL with Redis where they are on this machine. */
export async function openInstallations(): Promise<Installation[]> {
  const embedded = await open('embedded', {}, async () => {});
  const servers = await openServers();
  return servers === null ? [embedded] : [embedded, servers];
}

async function openServers(): Promise<Installation | null> {
  const postgres = await startPostgres();
  const redis = await startRedis();
  const stop = async (): Promise<void> => {
    await postgres?.stop();
    await redis?.stop();
  };
  if (postgres === null || redis === null) {
    await stop();
    return null;
  }
  const environment = { DATABASE_URL: await postgres.createDatabase(), REDIS_URL: redis.url };
  return open('PostgreSQL + Redis', environment, stop);
}

async function open(
  title: string,
  environment: Record<string, string>,
  stop: () => Promise<void>,
): Promise<Installation> {
  const home = await mkdtemp(join(tmpdir(), 'touchstone-bench-'));
  const settings = readSettings({ ...environment, TOUCHSTONE_HOME: home });
  const service = await startService(settings, { stages: emptyStages(), environment: {} });
  return {
    title,
    home,
    service,
    close: async () => {
      await service.close();
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
