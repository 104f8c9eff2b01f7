import { demand } from '../damage.ts';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;

/** The largest window that is taken: what the zstd tool itself takes without being told otherwise. */
export const LARGEST_WINDOW = 128 * 1024 * 1024;
export const LARGEST_BLOCK = 128 * 1024;

/** What a frame says of itself before its blocks. RFC 8878, section 3.1.1.1. */
export interface FrameHeader {
  readonly window: number;
  /** Bytes of the content; null where the frame does not say. */
  readonly content: number | null;
  readonly checksum: boolean;
}

/** Bytes that a frame's header takes, told from its first five. A skippable one's is eight. */
export function headerLength(bytes: Uint8Array): number {
  const magic = word(bytes, 0);
  if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) return 8;
  demand(magic === MAGIC, 'no zstd frame begins here');
  const flags = bytes[4]!;
  const single = (flags >> 5) & 1;
  return 5 + (1 - single) + [0, 1, 2, 4][flags & 3]! + contentLength(flags);
}

/** The header, or the number of bytes to pass over after it where the frame is a skippable one. */
export function readHeader(bytes: Uint8Array): FrameHeader | number {
  if (word(bytes, 0) !== MAGIC) return word(bytes, 4);
  const flags = bytes[4]!;
  demand((flags & 8) === 0, 'a reserved bit is set');
  const single = (flags & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][flags & 3]!;
  let at = single ? 5 : 6;
  demand(
    bytes.subarray(at, at + dictionary).every((byte) => byte === 0),
    'a dictionary is needed',
  );
  at += dictionary;
  const length = contentLength(flags);
  let content: number | null = null;
  if (length > 0) {
    content = length === 2 ? 256 : 0;
    for (let i = length - 1, scale = 256 ** (length - 1); i >= 0; i--, scale /= 256) {
      content += bytes[at + i]! * scale;
    }
  }
  const window = single ? content! : windowOf(bytes[5]!);
  return { window, content, checksum: (flags & 4) !== 0 };
}

function contentLength(flags: number): number {
  const single = (flags & 0x20) !== 0;
  return [single ? 1 : 0, 2, 4, 8][flags >> 6]!;
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
