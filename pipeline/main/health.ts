import { existsSync } from 'node:fs';
import type { Settings } from '../config/settings.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { NoticePost } from '../contracts/notices.ts';
import type { HealthCheck } from '../contracts/service.ts';
import { targetStates } from '../store/rows/notice-targets.ts';
import type { Stores } from './stores.ts';

/** Looks at everything that the service needs; each part by itself, so that one that hangs or fails hides no other. */
export async function healthChecks(
  settings: Settings,
  stores: Stores,
  post: Pick<NoticePost, 'targets'> = { targets: [] },
): Promise<readonly HealthCheck[]> {
  const checks = await Promise.all([
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
  return post.targets.length === 0 ? checks : [...checks, await noticeCheck(stores, post)];
}

/** Targets for notices that nothing reaches; the service itself works all the same, so it is a warning. */
async function noticeCheck(stores: Stores, post: Pick<NoticePost, 'targets'>): Promise<HealthCheck> {
  let amiss: string[] = [];
  const found = await check('notices', async () => {
    const states = await targetStates(stores.database);
    amiss = post.targets.flatMap(({ name }) => {
      const state = states.get(name);
      if (state?.off_since) return [`${name} is off since ${state.off_since.toISOString()}`];
      return state?.failing_since ? [`${name} fails since ${state.failing_since.toISOString()}`] : [];
    });
    return amiss.length === 0 ? post.targets.map(({ name }) => name).join(', ') : amiss.join('; ');
  });
  return amiss.length === 0 ? found : { ...found, status: 'warn' };
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
