import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/**
 * Passes a file's bytes on, but lets the stream end only once `seal` has agreed. Until then whoever stores the bytes
 * cannot know that they are whole, so a form that turns out to be cut off or wrong after its file leaves nothing
 * behind. `seal` is called with the sha256 of the bytes, or with null where nobody asked for it.
 * Error: `UPLOAD_TOO_LARGE` past the limit.
 */
export class SealedStream extends Transform {
  readonly #limitBytes: number;
  readonly #hash: ReturnType<typeof createHash> | null;
  readonly #seal: (digest: string | null) => Promise<void>;
  #bytes = 0;

  constructor(options: {
    readonly limitBytes: number;
    readonly hashed: boolean;
    readonly seal: (digest: string | null) => Promise<void>;
  }) {
    super({ highWaterMark: 1024 * 1024 });
    this.#limitBytes = options.limitBytes;
    this.#hash = options.hashed ? createHash('sha256') : null;
    this.#seal = options.seal;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#limitBytes) {
      done(new TouchstoneError('UPLOAD_TOO_LARGE', { params: { limit: this.#limitBytes } }));
      return;
    }
    this.#hash?.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    this.#seal(this.#hash?.digest('hex') ?? null).then(
      () => done(),
      (error: unknown) => done(error as Error),
    );
  }
}
