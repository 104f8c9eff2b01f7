import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Redis } from 'ioredis';
import pg from 'pg';
import { S3Bucket } from '../../../pipeline/store/artifacts/s3-client.ts';
import { notExercised } from '../../preflight.ts';
import { borrowPostgres, POSTGRES_INSTALL, type PostgresServer } from '../../servers/postgres.ts';
import { borrowRedis, REDIS_INSTALL, type RedisServer } from '../../servers/redis.ts';
import { borrowS3, S3_INSTALL, type S3Server } from '../../servers/s3.ts';
import { servers } from '../../servers/servers.ts';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function redisCall<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

describe('test servers', function () {
  this.timeout(60_000);
  let postgres: PostgresServer | null;
  let redis: RedisServer | null;
  let s3: S3Server | null;

  before(async () => {
    ({ postgres, redis, s3 } = await servers());
  });

  describe('PostgreSQL', () => {
    for (const mode of ['fast', 'immediate'] as const) {
      it(`keeps what was committed through a restart (${mode})`, async function () {
        if (!postgres?.restart) notExercised(this, 'PostgreSQL: restart', POSTGRES_INSTALL);
        const url = await postgres.createDatabase();
        await query(url, 'CREATE TABLE kept AS SELECT 7 AS number');
        await postgres.restart(mode);
        assert.deepEqual(await query(url, 'SELECT number FROM kept'), [{ number: 7 }]);
      });
    }

    it('refuses connections during an outage, and only then', async function () {
      if (!postgres?.outage) notExercised(this, 'PostgreSQL: outage', POSTGRES_INSTALL);
      const { url } = postgres;
      await postgres.outage(() => assert.rejects(query(url, 'SELECT 1'), { code: 'ECONNREFUSED' }));
      assert.equal((await query(url, 'SELECT 1')).length, 1);
    });

    it('drops what it made on a server that is not ours', async function () {
      if (!postgres) notExercised(this, 'PostgreSQL', POSTGRES_INSTALL);
      const borrowed = borrowPostgres(postgres.url);
      const names = "SELECT datname FROM pg_database WHERE datname LIKE 'touchstone_test_%'";
      const before = await query(postgres.url, names);
      const url = await borrowed.createDatabase();
      assert.equal((await query(url, names)).length, before.length + 1);
      await borrowed.stop();
      assert.deepEqual(await query(postgres.url, names), before);
      assert.equal(borrowed.restart, null);
    });
  });

  describe('Redis', () => {
    it('keeps its keys through a restart, loses them in a flush, never evicts', async function () {
      if (!redis?.restart) notExercised(this, 'Redis: restart', REDIS_INSTALL);
      const { url } = redis;
      await redisCall(url, (client) => client.set('kept', 'yes'));
      await redis.restart();
      assert.equal(await redisCall(url, (client) => client.get('kept')), 'yes');
      await redis.flush();
      assert.equal(await redisCall(url, (client) => client.dbsize()), 0);
      const policy = await redisCall(url, (client) => client.config('GET', 'maxmemory-policy'));
      assert.deepEqual(policy, ['maxmemory-policy', 'noeviction']);
    });

    it('takes only an empty database of a server that is not ours', async function () {
      if (!redis) notExercised(this, 'Redis', REDIS_INSTALL);
      const taken = new URL(redis.url);
      taken.pathname = '/15';
      await redisCall(taken.href, (client) => client.set('theirs', 'yes'));
      const borrowed = await Promise.all([borrowRedis(redis.url), borrowRedis(redis.url)]);
      const databases = borrowed.map(({ url }) => new URL(url).pathname);
      assert.equal(new Set([...databases, '/15', '/0']).size, 4);
      await redisCall(borrowed[0]!.url, (client) => client.set('ours', 'yes'));
      await borrowed[0]!.flush();
      assert.equal(await redisCall(borrowed[0]!.url, (client) => client.get('ours')), null);
      await Promise.all(borrowed.map((server) => server.stop()));
      for (const { url } of borrowed) assert.equal(await redisCall(url, (client) => client.dbsize()), 0);
      assert.equal(await redisCall(taken.href, (client) => client.get('theirs')), 'yes');
      await redisCall(taken.href, (client) => client.flushdb());
    });
  });

  describe('S3', () => {
    it('keeps its objects through a restart', async function () {
      if (!s3?.restart) notExercised(this, 'S3: restart', S3_INSTALL);
      const bucket = new S3Bucket({ ...s3, prefix: 'restart' });
      await bucket.upload('kept', Readable.from([Buffer.from('yes')]));
      await s3.restart();
      await bucket.check();
      assert.equal((await buffer((await bucket.read('kept'))!)).toString(), 'yes');
      await bucket.remove('kept');
      bucket.close();
    });

    it('empties its own prefix of a bucket that is not ours', async function () {
      if (!s3) notExercised(this, 'S3', S3_INSTALL);
      const borrowed = borrowS3(s3);
      const bucket = new S3Bucket(borrowed);
      for (const key of ['a', 'b/c']) await bucket.upload(key, Readable.from([Buffer.from(key)]));
      await borrowed.stop();
      for (const key of ['a', 'b/c']) assert.equal(await bucket.size(key), null);
      bucket.close();
    });
  });
});
