import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Settings, Settings } from '../config/settings.ts';
import type { HealthCheck } from '../contracts/service.ts';
import { redisFacts } from '../queue/redis-facts.ts';
import { openEmbedded } from '../store/database/embedded.ts';
import { openPostgres } from '../store/database/postgres.ts';
import { check, PATIENCE_MS, type Unsound } from './health.ts';
import { lockHome } from './home-lock.ts';

/**
 * Whether each thing that a service would connect to can be reached, one by one and without a service. Nothing is made or
 * changed: no table, no bucket, no directory.
 */
export function connectionChecks(settings: Settings): Promise<readonly HealthCheck[]> {
  return Promise.all([
    check('database', () => database(settings)),
    check('queue', () => queue(settings)),
    check('artifacts', () => artifacts(settings)),
  ]);
}

async function database({ databaseUrl, home }: Settings): Promise<string> {
  if (databaseUrl === null) return embedded(home);
  const opened = openPostgres(databaseUrl);
  try {
    const [row] = await opened.query<{ server_version: string }>('SHOW server_version');
    return `PostgreSQL ${row?.server_version ?? ''}`;
  } finally {
    await opened.close();
  }
}

/** Opened as a service would, where there is one already. */
async function embedded(home: string): Promise<string> {
  const directory = join(home, 'database');
  if (!existsSync(directory)) return 'embedded, made at the first start';
  const unlock = await lockHome(home);
  try {
    const opened = await openEmbedded(directory);
    try {
      await opened.query('SELECT 1');
      return 'embedded';
    } finally {
      await opened.close();
    }
  } finally {
    await unlock();
  }
}

/** Jobs would be lost where the server drops keys; without AOF, those of the last moments before it dies. */
async function queue({ redisUrl }: Settings): Promise<string | Unsound> {
  if (redisUrl === null) return 'in the database';
  const { version, evictionPolicy, appendOnly } = await redisFacts(redisUrl, PATIENCE_MS);
  const unsound = [
    ...(evictionPolicy === null || evictionPolicy === 'noeviction'
      ? []
      : [`maxmemory-policy ${evictionPolicy}`]),
    ...(appendOnly === false ? ['appendonly no'] : []),
  ];
  if (unsound.length === 0) return `Redis ${version}`;
  return { unsound: `Redis ${version}: ${unsound.join(', ')}` };
}

async function artifacts({ s3, home }: Settings): Promise<string> {
  if (s3 !== null) return bucket(s3);
  const directory = join(home, 'artifacts');
  if (!existsSync(directory)) return 'directory, made at the first start';
  await access(directory, constants.R_OK | constants.W_OK);
  return 'directory';
}

async function bucket(settings: S3Settings): Promise<string> {
  const { S3Bucket } = await import('../store/artifacts/s3-client.ts');
  const opened = new S3Bucket(settings);
  try {
    await opened.check();
    return `S3 bucket ${settings.bucket}`;
  } finally {
    opened.close();
  }
}
