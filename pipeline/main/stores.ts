import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Settings, Settings } from '../config/settings.ts';
import type { ArtifactStore } from '../contracts/artifact.ts';
import { openDatabaseQueue, openRedisQueue } from '../queue/bullmq.ts';
import type { WorkQueue } from '../queue/port.ts';
import { DirectoryStore } from '../store/artifacts/directory.ts';
import { S3Store } from '../store/artifacts/s3.ts';
import type { S3Bucket } from '../store/artifacts/s3-client.ts';
import type { Database } from '../store/database/database.ts';
import { openEmbedded } from '../store/database/embedded.ts';
import { migrate } from '../store/database/migrate.ts';
import { openPostgres } from '../store/database/postgres.ts';

/** The stores of one size of the program, and whether each can be reached. */
export interface Stores {
  readonly database: Database;
  readonly artifacts: ArtifactStore;
  readonly queue: WorkQueue;
  /** Rejects with `STORE_UNREACHABLE` when the artifacts cannot be reached. */
  checkArtifacts(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database, the artifacts and the queue that the settings name. */
export async function openStores(settings: Settings, onError: (error: Error) => void): Promise<Stores> {
  const { databaseUrl, redisUrl, namespace, home, s3 } = settings;
  await mkdir(join(home, 'artifacts'), { recursive: true, mode: 0o700 });
  const database =
    databaseUrl === null ? await openEmbedded(join(home, 'database')) : openPostgres(databaseUrl);
  try {
    await migrate(database);
    const bucket = s3 === null ? null : await openBucket(s3);
    await bucket?.check();
    const artifacts =
      bucket === null
        ? await DirectoryStore.open(join(home, 'artifacts'))
        : await S3Store.open(bucket, join(home, 'cache'));
    const queue =
      redisUrl === null
        ? await openDatabaseQueue(database.pool, namespace, onError)
        : openRedisQueue(redisUrl, namespace, onError);
    return {
      database,
      artifacts,
      queue,
      checkArtifacts: async () => bucket?.check(),
      close: async () => {
        await queue.close();
        bucket?.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The S3 SDK takes a tenth of a second and 25 MB to load; whoever keeps artifacts in a directory need not pay. */
async function openBucket(settings: S3Settings): Promise<S3Bucket> {
  const { S3Bucket } = await import('../store/artifacts/s3-client.ts');
  return new S3Bucket(settings);
}
