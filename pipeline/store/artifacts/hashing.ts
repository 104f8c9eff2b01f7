import { createHash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** Passes bytes on while hashing and counting them. Error: `UPLOAD_TOO_LARGE` past the limit. */
export class HashingStream extends Transform {
  readonly #hash = createHash('sha256');
  readonly #limit: number;
  bytes = 0;

  constructor(limitBytes = Number.MAX_SAFE_INTEGER) {
    super({ highWaterMark: 1024 * 1024 });
    this.#limit = limitBytes;
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.bytes += chunk.length;
    if (this.bytes > this.#limit) {
      done(new TouchstoneError('UPLOAD_TOO_LARGE', { params: { limit: this.#limit } }));
      return;
    }
    this.#hash.update(chunk);
    done(null, chunk);
  }

  /** Lower-case hex; call once, after the end. */
  digest(): string {
    return this.#hash.digest('hex');
  }
}

/**
 * The bytes of `source`, whose sha256 must be `digest`: if not, the stream fails with `ARTIFACT_CORRUPT` where it would
 * have ended. What fails in the source comes out as `explain` makes it. Destroying the one destroys the other.
 */
export function verified(source: Readable, digest: string, explain: (error: unknown) => unknown): Readable {
  const hash = createHash('sha256');
  const checked = new Transform({
    highWaterMark: 1024 * 1024,
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const right = hash.digest('hex') === digest;
      done(right ? null : new TouchstoneError('ARTIFACT_CORRUPT', { params: { digest } }));
    },
    destroy(error, done) {
      done(error === null ? null : (explain(error) as Error));
    },
  });
  // Whoever reads `checked` hears of every error there.
  pipeline(source, checked, () => {});
  return checked;
}

/** sha256 of bytes in memory, lower-case hex. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
