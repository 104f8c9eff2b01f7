import type { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { S3Settings } from '../../config/settings.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** The bucket as the store needs it; the only file that knows the SDK. Errors: `STORE_UNREACHABLE`. */
export class Bucket {
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
      // Gateways of other makers do not all know the newer checksum headers.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  /** Uploads in parts as the stream comes; an error or an abort leaves no part behind. */
  async upload(key: string, body: Readable): Promise<void> {
    const upload = new Upload({
      client: this.#client,
      params: { ...this.#at(key), Body: body, ContentType: 'application/octet-stream' },
      partSize: 8 * 1024 * 1024,
      queueSize: 2,
    });
    try {
      await upload.done();
    } catch (error) {
      await upload.abort().catch(() => {});
      throw this.#mapped(error, key);
    }
  }

  async copy(from: string, to: string): Promise<void> {
    const source = `${this.#bucket}/${this.#prefix}${from}`;
    await this.#client
      .send(new CopyObjectCommand({ ...this.#at(to), CopySource: encodeURI(source) }))
      .catch((error: unknown) => {
        throw this.#mapped(error, to);
      });
  }

  async remove(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(key))).catch((error: unknown) => {
      throw this.#mapped(error, key);
    });
  }

  /** Size in bytes, or null if there is no such object. */
  async size(key: string): Promise<number | null> {
    try {
      return (await this.#client.send(new HeadObjectCommand(this.#at(key)))).ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw this.#mapped(error, key);
    }
  }

  /** The object's bytes as a stream, or null if there is none. */
  async read(key: string): Promise<Readable | null> {
    try {
      return (await this.#client.send(new GetObjectCommand(this.#at(key)))).Body as Readable;
    } catch (error) {
      if (isMissing(error)) return null;
      throw this.#mapped(error, key);
    }
  }

  async check(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket })).catch((error: unknown) => {
      throw this.#mapped(error, '');
    });
  }

  close(): void {
    this.#client.destroy();
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: `${this.#prefix}${key}` };
  }

  #mapped(error: unknown, key: string): TouchstoneError {
    if (error instanceof TouchstoneError) return error;
    const detail = error instanceof Error ? error.name : 'unknown';
    const place = `S3 bucket ${this.#bucket}${key === '' ? '' : `, key ${this.#prefix}${key}`}`;
    return new TouchstoneError('STORE_UNREACHABLE', { params: { store: place, detail }, cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey');
}
