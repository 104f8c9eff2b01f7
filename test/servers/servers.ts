import { type PostgresServer, startPostgres } from './postgres.ts';
import { type RedisServer, startRedis } from './redis.ts';
import { type S3Server, startS3 } from './s3.ts';

/** The real servers that one test run shares; each starts when it is first asked for, and ends after the last test. */
export interface Servers {
  readonly postgres: PostgresServer | null;
  readonly redis: RedisServer | null;
  readonly s3: S3Server | null;
}

const running: Promise<{ stop(): Promise<void> } | null>[] = [];

/** One call of `start` for all callers. */
function shared<S extends { stop(): Promise<void> }>(
  start: () => Promise<S | null>,
): () => Promise<S | null> {
  let started: Promise<S | null> | undefined;
  return () => {
    if (started === undefined) {
      started = start();
      running.push(started);
    }
    return started;
  };
}

/** The run's PostgreSQL, or null where there is none: then say so with `notExercised`. */
export const sharedPostgres = shared(startPostgres);

/** The run's Redis, or null where there is none: then say so with `notExercised`. */
export const sharedRedis = shared(() => startRedis());

/** The run's S3, or null where there is none: then say so with `notExercised`. */
export const sharedS3 = shared(startS3);

/** All of them, started side by side. Allow a minute: `this.timeout(60_000)`. */
export async function servers(): Promise<Servers> {
  const [postgres, redis, s3] = await Promise.all([sharedPostgres(), sharedRedis(), sharedS3()]);
  return { postgres, redis, s3 };
}

// Loaded by a test file, this is a hook of the whole run.
after(async function () {
  this.timeout(60_000);
  for (const start of await Promise.allSettled(running))
    if (start.status === 'fulfilled') await start.value?.stop();
});
