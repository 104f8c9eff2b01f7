import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { folderWith } from './find-program.ts';
import { OwnServer } from './own-server.ts';

export interface RedisServer {
  /** A server of our own, or an empty logical database on the one that REDIS_URL names. */
  readonly url: string;
  /** Empties it, as a careless operator would. */
  flush(): Promise<void>;
  /** Null where the server is not ours. Without `appendOnly` everything is lost. */
  readonly restart: (() => Promise<void>) | null;
  /** Does something while the server is down. Null where the server is not ours. */
  readonly outage: (<T>(during: () => Promise<T>) => Promise<T>) | null;
  stop(): Promise<void>;
}

export const REDIS_INSTALL = 'apt-get install redis-server   # macOS: brew install redis';

/** A Redis for tests, never evicting: a server of our own where the program is, else REDIS_URL's, else null. */
export async function startRedis(options: { appendOnly?: boolean } = {}): Promise<RedisServer | null> {
  const programs = folderWith(['redis-server']);
  if (programs !== null) return startOwn(join(programs, 'redis-server'), options.appendOnly ?? true);
  const { REDIS_URL } = process.env;
  return REDIS_URL ? borrowRedis(REDIS_URL) : null;
}

async function startOwn(program: string, appendOnly: boolean): Promise<RedisServer> {
  const server = await OwnServer.prepare({
    name: 'redis',
    user: null,
    signals: { polite: 'SIGTERM', forced: 'SIGKILL' },
  });
  const password = randomBytes(12).toString('hex');
  const configuration = join(server.directory, 'redis.conf');
  writeFileSync(
    configuration,
    [
      'bind 127.0.0.1',
      `port ${server.port}`,
      `requirepass ${password}`,
      `dir ${JSON.stringify(server.directory)}`,
      'save ""',
      `appendonly ${appendOnly ? 'yes' : 'no'}`,
      'maxmemory-policy noeviction',
      'daemonize no',
    ].join('\n'),
    { mode: 0o600 },
  );
  const url = `redis://:${password}@127.0.0.1:${server.port}`;
  const up = () => server.up({ program, args: [configuration] }, () => answers(url));
  await server.begin(up);
  return {
    url,
    flush: () => withRedis(url, async (redis) => void (await redis.flushall())),
    restart: () => server.outage(up, async () => {}),
    outage: (during) => server.outage(up, during),
    stop: () => server.stop(),
  };
}

/** Marks a logical database of somebody else's server as taken by a test run. */
const CLAIM = 'touchstone:test:claim';

/** Takes a logical database that is empty, so that emptying it takes nothing from anybody. */
export async function borrowRedis(server: string): Promise<RedisServer> {
  const url = new URL(server);
  const claimed = async (database: number): Promise<boolean> => {
    url.pathname = `/${database}`;
    return withRedis(url.href, async (redis) => {
      if ((await redis.dbsize()) > 0) return false;
      return (await redis.set(CLAIM, '1', 'NX')) === 'OK';
    });
  };
  for (let database = 15; database >= 1; database--) {
    if (!(await claimed(database))) continue;
    const empty = (keep: boolean) =>
      withRedis(url.href, async (redis) => {
        const change = redis.multi().flushdb();
        await (keep ? change.set(CLAIM, '1') : change).exec();
      });
    return {
      url: url.href,
      flush: () => empty(true),
      restart: null,
      outage: null,
      stop: () => empty(false),
    };
  }
  throw new Error('REDIS_URL: none of the logical databases 1 to 15 is empty, and tests would empty one');
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await withRedis(url, (redis) => redis.ping())) === 'PONG';
  } catch {
    // Not listening yet, or still reading its log.
    return false;
  }
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: 5000,
    commandTimeout: 5000,
  });
  // Told again by the call that fails.
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
