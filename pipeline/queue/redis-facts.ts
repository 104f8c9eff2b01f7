import { Redis } from 'ioredis';

/** What matters of a Redis server to a queue that must lose nothing. */
export interface RedisFacts {
  readonly version: string;
  /** `noeviction` is what a queue needs: any other policy drops jobs when memory is short. Null where the server does not tell. */
  readonly evictionPolicy: string | null;
  /** Whether every write goes to a file. Null where the server does not tell. */
  readonly appendOnly: boolean | null;
}

/** Asks a server about itself, once, and changes nothing. Rejects with what the connection says. */
export async function redisFacts(url: string, timeoutMs: number): Promise<RedisFacts> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let last: Error | null = null;
  redis.on('error', (error) => {
    last = error;
  });
  try {
    await redis.connect();
    const info = await redis.info();
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? null;
    const aof = field('aof_enabled');
    return {
      version: field('redis_version') ?? '?',
      evictionPolicy: field('maxmemory_policy'),
      appendOnly: aof === null ? null : aof === '1',
    };
  } catch (error) {
    throw last ?? error;
  } finally {
    redis.disconnect();
  }
}
