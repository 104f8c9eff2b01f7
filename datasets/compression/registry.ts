import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import type { FaultList } from '../faults.ts';
import type { IntakeLimits } from '../limits.ts';
import { Damage } from './damage.ts';
import { Expansion } from './expansion.ts';
import { gunzip, gzip } from './gzip.ts';
import { unzstdStream, zstdStream } from './zstd.ts';

export type CompressionName = NonNullable<IntakeReport['compression']>;

/** A way of making a file smaller. */
interface Compression {
  readonly marks: (head: Uint8Array) => boolean;
  expand(bytes: AsyncIterable<Uint8Array>, expansion: Expansion): AsyncGenerator<Uint8Array>;
  compress(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

const COMPRESSIONS: Readonly<Record<Exclude<CompressionName, 'none'>, Compression>> = {
  gzip: {
    marks: (head) => head[0] === 0x1f && head[1] === 0x8b,
    expand: gunzip,
    compress: gzip,
  },
  zstd: {
    // A frame, or a skippable one before it.
    marks: ([a, b, c, d]) =>
      (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) ||
      (a! >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18),
    expand: unzstdStream,
    compress: zstdStream,
  },
};

const NAMES = Object.keys(COMPRESSIONS) as (keyof typeof COMPRESSIONS)[];

/** Tells the compression from a file's first four bytes. */
export function recogniseCompression(head: Uint8Array): CompressionName {
  return NAMES.find((name) => COMPRESSIONS[name].marks(head)) ?? 'none';
}

/**
 * The content of a compressed file. Faults, final: `INPUT_COMPRESSED_TRUNCATED`, `INPUT_COMPRESSED_BROKEN`,
 * `INPUT_EXPANDS_TOO_FAR`.
 */
export async function* expand(
  bytes: AsyncIterable<Uint8Array>,
  name: Exclude<CompressionName, 'none'>,
  faults: FaultList,
  limits: IntakeLimits,
): AsyncGenerator<Uint8Array> {
  try {
    yield* COMPRESSIONS[name].expand(bytes, new Expansion(faults, limits));
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    faults.fail(error.truncated ? 'INPUT_COMPRESSED_TRUNCATED' : 'INPUT_COMPRESSED_BROKEN', {
      params: { kind: name },
      found: error.message,
    });
  }
}

/** Bytes compressed as `name` says. */
export function compress(bytes: AsyncIterable<Uint8Array>, name: CompressionName): AsyncIterable<Uint8Array> {
  return name === 'none' ? bytes : COMPRESSIONS[name].compress(bytes);
}
