import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import {
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { ArtifactStore } from '../../../../../pipeline/contracts/artifact.ts';
import { DirectoryStore } from '../../../../../pipeline/store/artifacts/directory.ts';
import { S3Store } from '../../../../../pipeline/store/artifacts/s3.ts';
import { S3Bucket } from '../../../../../pipeline/store/artifacts/s3-client.ts';
import { notExercised } from '../../../../preflight.ts';
import { S3_INSTALL, type S3Server } from '../../../../servers/s3.ts';
import { sharedS3 } from '../../../../servers/servers.ts';

/** A store under test, and what a test may do behind its back. */
export interface StoreUnderTest {
  readonly store: ArtifactStore;
  /** Where it keeps local files. */
  readonly local: string;
  /** Puts other bytes in the place of a blob; null removes it. */
  replace(digest: string, bytes: Uint8Array | null): Promise<void>;
  /** Names of everything that is stored, in order. */
  blobs(): Promise<string[]>;
  /** What is there beside blobs and trees: anything half-written. */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
}

export async function directoryUnderTest(): Promise<StoreUnderTest> {
  const local = await mkdtemp(join(tmpdir(), 'touchstone-test-artifacts-'));
  return {
    store: await DirectoryStore.open(local),
    local,
    replace: (digest, bytes) => replaceFile(blobPath(local, digest), bytes),
    blobs: async () => (await filesBelow(join(local, 'blobs'))).map((path) => path.split('/').at(-1)!).sort(),
    leftovers: () => readdir(join(local, 'incoming')),
    close: () => rm(local, { recursive: true, force: true }),
  };
}

export interface S3UnderTest extends StoreUnderTest {
  readonly server: S3Server;
  readonly bucket: S3Bucket;
  /** Of this test alone. */
  readonly prefix: string;
  readonly client: S3Client;
}

/** A store under a prefix of its own in the run's bucket. */
export async function s3UnderTest(context: Mocha.Context): Promise<S3UnderTest> {
  const server = await sharedS3();
  if (server === null) notExercised(context, 'artifacts in S3', S3_INSTALL);
  const prefix = [server.prefix, `test-${randomBytes(6).toString('hex')}`].filter(Boolean).join('/');
  const local = await mkdtemp(join(tmpdir(), 'touchstone-test-cache-'));
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const bucket = new S3Bucket({ ...server, prefix });
  const at = { Bucket: server.bucket };
  const keys = async (below: string) => {
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({ ...at, Prefix: `${prefix}/${below}` }),
    );
    return Contents.map(({ Key }) => Key!.slice(prefix.length + 1)).filter((key) => !key.endsWith('/'));
  };
  return {
    server,
    bucket,
    prefix,
    client,
    store: await S3Store.open(bucket, local),
    local,
    replace: async (digest, bytes) => {
      await rm(blobPath(local, digest), { force: true });
      const Key = `${prefix}/blobs/${digest}`;
      if (bytes === null) await client.send(new DeleteObjectCommand({ ...at, Key }));
      else await client.send(new PutObjectCommand({ ...at, Key, Body: bytes }));
    },
    blobs: async () => (await keys('blobs/')).map((key) => key.slice('blobs/'.length)).sort(),
    leftovers: async () => {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ ...at, Prefix: prefix }));
      const parts = Uploads.map(({ Key }) => `parts of ${Key}`);
      return [...(await keys('incoming/')), ...parts, ...(await readdir(join(local, 'incoming')))];
    },
    close: async () => {
      bucket.close();
      client.destroy();
      await rm(local, { recursive: true, force: true });
    },
  };
}

export function blobPath(root: string, digest: string): string {
  return join(root, 'blobs', digest.slice(0, 2), digest.slice(2, 4), digest);
}

async function replaceFile(path: string, bytes: Uint8Array | null): Promise<void> {
  await rm(path, { force: true });
  if (bytes === null) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  await chmod(path, 0o400);
}

export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}
