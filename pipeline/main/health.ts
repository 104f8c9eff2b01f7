import { existsSync } from 'node:fs';
import type { Settings } from '../config/settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { HealthCheck } from '../contracts/service.ts';
import type { Stores } from './stores.ts';

/** Looks at everything that the service needs; each part by itself, so that one that hangs or fails hides no other. */
export function healthChecks(settings: Settings, stores: Stores): Promise<readonly HealthCheck[]> {
  return Promise.all([
    check('database', async () => {
      await stores.database.query('SELECT 1');
      return settings.databaseUrl === null ? 'embedded' : 'PostgreSQL';
    }),
    check('queue', async () => {
      await stores.queue.depths();
      return settings.redisUrl === null ? 'in the database' : 'Redis';
    }),
    check('artifacts', async () => {
      await stores.checkArtifacts();
      return settings.s3 === null ? 'directory' : `S3 bucket ${settings.s3.bucket}`;
    }),
    check('trainer', async () => {
      const { python } = settings.trainer;
      if (!existsSync(python)) throw new TouchstoneError('TRAINER_MISSING', { params: { detail: python } });
      return settings.trainer.device;
    }),
  ]);
}

export const PATIENCE_MS = 3000;

/** What works, but not as it should. */
export interface Unsound {
  readonly unsound: string;
}

/** Looks at one thing, for a few seconds at most. */
export async function check(name: string, look: () => Promise<string | Unsound>): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    const found = await Promise.race([look(), impatience]);
    if (typeof found === 'string') return { name, status: 'ok', detail: found };
    return { name, status: 'warn', detail: found.unsound };
  } catch (error) {
    return { name, status: 'fail', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
