import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, type Settings } from '../../pipeline/config/settings.ts';
import type { StageName } from '../../pipeline/contracts/names.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';
import { type Assembly, assemble } from '../../pipeline/main/assemble.ts';
import { openStores, type Stores } from '../../pipeline/main/stores.ts';
import { openEmbedded } from '../../pipeline/store/database/embedded.ts';
import { notExercised } from '../preflight.ts';
import { POSTGRES_INSTALL } from '../servers/postgres.ts';
import { REDIS_INSTALL } from '../servers/redis.ts';
import { S3_INSTALL } from '../servers/s3.ts';
import { servers } from '../servers/servers.ts';

/** The sizes of the program that every integration suite runs on. */
export const SIZES = ['embedded', 'server'] as const;
export type Size = (typeof SIZES)[number];
/** For long suites about what is the same on every size. */
export const ONE_SIZE = ['embedded'] as const satisfies readonly Size[];

/** One installation for one test: its own home, database, key prefix and bucket prefix; nothing of it remains. */
export interface World {
  readonly size: Size;
  readonly home: string;
  /** The environment that a service of this installation reads. */
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: Settings;
  /** A second home of the same installation, for another service beside the first (servers only). */
  neighbour(): Promise<Settings>;
  dispose(): Promise<void>;
}

/** Skips the running test, and says so at the end of `npm test`, where the machine lacks a server. */
export async function createWorld(
  size: Size,
  test: Mocha.Context,
  extra: Readonly<Record<string, string>> = {},
): Promise<World> {
  const servers = size === 'embedded' ? {} : await serverEnvironment(test);
  const homes: string[] = [];
  const freshHome = async (): Promise<string> => {
    const home = await mkdtemp(join(tmpdir(), 'touchstone-world-'));
    homes.push(home);
    return home;
  };
  const home = await freshHome();
  if (size === 'embedded') await cp(await emptyDatabase(), join(home, 'database'), { recursive: true });
  const own = Object.fromEntries(
    ['PATH', 'LANG', 'TMPDIR', 'TOUCHSTONE_PYTHON'].flatMap((name) =>
      process.env[name] ? [[name, process.env[name]]] : [],
    ),
  ) as Record<string, string>;
  const environment = { ...own, TOUCHSTONE_THREADS: '1', ...servers, ...extra, TOUCHSTONE_HOME: home };
  return {
    size,
    home,
    environment,
    settings: readSettings(environment),
    neighbour: async () => readSettings({ ...environment, TOUCHSTONE_HOME: await freshHome() }),
    dispose: async () => {
      for (const directory of homes) await rm(directory, { recursive: true, force: true });
    },
  };
}

let template: Promise<string> | undefined;

/** A new embedded database takes seconds to make; one is made for the whole test run, and copied. */
function emptyDatabase(): Promise<string> {
  template ??= (async () => {
    const directory = await mkdtemp(join(tmpdir(), 'touchstone-template-'));
    process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
    const database = await openEmbedded(join(directory, 'database'));
    await database.close();
    return join(directory, 'database');
  })();
  return template;
}

async function serverEnvironment(test: Mocha.Context): Promise<Record<string, string>> {
  const { postgres, redis, s3 } = await servers();
  if (postgres === null) return notExercised(test, 'PostgreSQL', POSTGRES_INSTALL);
  if (redis === null) return notExercised(test, 'Redis', REDIS_INSTALL);
  if (s3 === null) return notExercised(test, 'S3 gateway', S3_INSTALL);
  return {
    DATABASE_URL: await postgres.createDatabase(),
    REDIS_URL: redis.url,
    TOUCHSTONE_NAMESPACE: `t${randomBytes(6).toString('hex')}`,
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_PREFIX: randomBytes(6).toString('hex'),
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
}

/** Engine and service over real stores, without HTTP. */
export interface Running extends Assembly {
  readonly stores: Stores;
  close(): Promise<void>;
}

export async function runIn(
  settings: Settings,
  stages: Readonly<Record<StageName, Stage>>,
): Promise<Running> {
  const errors: string[] = [];
  const stores = await openStores(settings, (error) => errors.push(error.message));
  const assembly = await assemble({
    settings,
    stores,
    stages,
    environment: process.env,
    log: (line) => errors.push(line),
  });
  await assembly.start();
  return {
    ...assembly,
    stores,
    close: async () => {
      await assembly.stop();
      await stores.close();
    },
  };
}
