import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { S3Settings } from '../../config/settings.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** The bucket as the store needs it; the only file that knows the SDK. Errors: `STORE_UNREACHABLE`. */
export class S3Bucket {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(settings: S3Settings) {
    this.#bucket = settings.bucket;
    this.#prefix = settings.prefix === '' ? '' : `${settings.prefix.replace(/\/+$/, '')}/`;
    this.#client = new S3Client({
      region: settings.region,
      credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
      ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint, forcePathStyle: true }),
      maxAttempts: 4,
      // Without these, a server that falls silent would be waited for without end.
      requestHandler: { connectionTimeout: 10_000, socketTimeout: 300_000 },
      // Gateways of other makers do not all know the newer checksum headers.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  /**
   * Makes an object, in parts when it is large; whole or not at all. A stream that fails gives its own error, and one
   * that cannot be stored is destroyed.
   */
  async upload(key: string, body: Readable | Buffer): Promise<void> {
    const upload = new Upload({
      client: this.#client,
      params: { ...this.#at(key), Body: body, ContentType: 'application/octet-stream' },
      partSize: 8 * 1024 * 1024,
      queueSize: 2,
    });
    try {
      await upload.done();
    } catch (error) {
      if (!Buffer.isBuffer(body)) {
        if (error === body.errored) throw error;
        body.destroy();
      }
      throw this.explain(error, key);
    }
  }

  async copy(from: string, to: string): Promise<void> {
    const source = `${this.#bucket}/${this.#prefix}${from}`;
    await this.#client
      .send(new CopyObjectCommand({ ...this.#at(to), CopySource: encodeURI(source) }))
      .catch((error: unknown) => {
        throw this.explain(error, to);
      });
  }

  async remove(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(key))).catch((error: unknown) => {
      throw this.explain(error, key);
    });
  }

  /** Size in bytes, or null if there is no such object. */
  async size(key: string): Promise<number | null> {
    try {
      return (await this.#client.send(new HeadObjectCommand(this.#at(key)))).ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw this.explain(error, key);
    }
  }

  /** The object's bytes as a stream, or null if there is none. */
  async read(key: string): Promise<Readable | null> {
    try {
      return (await this.#client.send(new GetObjectCommand(this.#at(key)))).Body as Readable;
    } catch (error) {
      if (isMissing(error)) return null;
      throw this.explain(error, key);
    }
  }

  /**
   * Removes what was begun below `prefix` before `since` and never ended: objects, and uploads in parts; a thousand of
   * each at most, the next call finds the rest. A bucket that does not let us list is left to its own lifecycle rule.
   */
  async removeStale(prefix: string, since: Date): Promise<void> {
    const { Bucket, Key: Prefix } = this.#at(prefix);
    try {
      const { Contents = [] } = await this.#client.send(new ListObjectsV2Command({ Bucket, Prefix }));
      for (const { Key, LastModified } of Contents)
        if (LastModified && LastModified < since)
          await this.#client.send(new DeleteObjectCommand({ Bucket, Key }));
      const { Uploads = [] } = await this.#client.send(new ListMultipartUploadsCommand({ Bucket, Prefix }));
      for (const { Key, UploadId, Initiated } of Uploads)
        if (Initiated && Initiated < since)
          await this.#client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    } catch (error) {
      if (error instanceof Error && NOT_ALLOWED.has(error.name)) return;
      throw this.explain(error, prefix);
    }
  }

  async check(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket })).catch((error: unknown) => {
      throw this.explain(error, '');
    });
  }

  close(): void {
    this.#client.destroy();
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: `${this.#prefix}${key}` };
  }

  /** What went wrong with an object (`''`: with the bucket), as `STORE_UNREACHABLE`; errors of ours stay. */
  explain(error: unknown, key: string): TouchstoneError {
    if (error instanceof TouchstoneError) return error;
    const detail = error instanceof Error ? error.name : 'unknown';
    const place = `S3 bucket ${this.#bucket}${key === '' ? '' : `, key ${this.#prefix}${key}`}`;
    return new TouchstoneError('STORE_UNREACHABLE', { params: { store: place, detail }, cause: error });
  }
}

const NOT_ALLOWED = new Set(['AccessDenied', 'NotImplemented', 'MethodNotAllowed']);

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey');
}
