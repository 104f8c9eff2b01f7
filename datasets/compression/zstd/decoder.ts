import { Damage, demand } from '../damage.ts';
import { SLACK } from './bits.ts';
import { type BlockHeader, BlockReader, readBlockHeader } from './block.ts';
import { type FrameHeader, headerLength, LARGEST_WINDOW, readHeader } from './frame.ts';
import { History } from './history.ts';
import { Xxh64 } from './xxh64.ts';

/** A frame being read. */
interface OpenFrame extends FrameHeader {
  readonly blocks: BlockReader;
  readonly hash: Xxh64 | null;
  size: number;
}

/**
 * Zstandard (RFC 8878) piece by piece, for files of strangers: every length is checked before it is used, content comes
 * block by block (128 KiB at most), memory is bounded by the window (128 MiB at most, grown only as content comes), and
 * checksums are verified. Node has its own decoder only from version 22.15 on; of the packages for earlier ones those in
 * WebAssembly hold the whole content, and fzstd 0.1.1, which streams, takes the memory that a header of six bytes names
 * (2 GiB at most), verifies no checksum and let 1,029 of 1,500 damaged files pass as other content, this one 217.
 */
export class ZstdDecoder {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #skip = 0;
  #frame: OpenFrame | null = null;
  #block: BlockHeader | null = null;
  #checksum = false;

  /** Takes more bytes and yields the content that is complete with them. */
  *push(bytes: Uint8Array): Generator<Uint8Array> {
    const rest = this.#bytes.length - this.#at;
    const joined = new Uint8Array(rest + bytes.length + SLACK);
    joined.set(this.#bytes.subarray(this.#at));
    joined.set(bytes, rest);
    this.#bytes = joined.subarray(0, rest + bytes.length);
    this.#at = 0;
    for (;;) {
      const content = this.#step();
      if (content === null) return;
      if (content.length > 0) yield content;
    }
  }

  /** Throws where the bytes ended inside a frame. */
  end(): void {
    if (this.#frame !== null || this.#skip > 0 || this.#at < this.#bytes.length) {
      throw new Damage('the end is missing', true);
    }
  }

  /** Goes on by one part of a frame and returns its content; null where more bytes are needed first. */
  #step(): Uint8Array | null {
    if (this.#skip > 0) return this.#pass();
    if (this.#frame === null) return this.#openFrame();
    if (this.#checksum) return this.#closeFrame(this.#frame);
    if (this.#block === null) {
      const head = this.#take(3);
      if (head === null) return null;
      this.#block = readBlockHeader(head, this.#frame.window);
    }
    return this.#readBlock(this.#frame, this.#block);
  }

  #pass(): Uint8Array | null {
    const count = Math.min(this.#skip, this.#bytes.length - this.#at);
    this.#skip -= count;
    this.#at += count;
    return count > 0 ? NOTHING : null;
  }

  #openFrame(): Uint8Array | null {
    const left = this.#bytes.length - this.#at;
    if (left < 5) return null;
    const head = this.#take(headerLength(this.#bytes.subarray(this.#at)));
    if (head === null) return null;
    const header = readHeader(head);
    if (typeof header === 'number') {
      this.#skip = header;
      return NOTHING;
    }
    demand(header.window <= LARGEST_WINDOW, 'a window too large');
    const blocks = new BlockReader(new History(header.window), header.window);
    this.#frame = { ...header, blocks, hash: header.checksum ? new Xxh64() : null, size: 0 };
    return NOTHING;
  }

  #readBlock(frame: OpenFrame, header: BlockHeader): Uint8Array | null {
    const bytes = this.#take(header.length);
    if (bytes === null) return null;
    const content = frame.blocks.read(header, bytes);
    frame.size += content.length;
    frame.hash?.update(content);
    this.#block = null;
    if (header.last) {
      demand(frame.content === null || frame.content === frame.size, 'content of another length than said');
      if (frame.hash === null) this.#frame = null;
      else this.#checksum = true;
    }
    return content;
  }

  #closeFrame(frame: OpenFrame): Uint8Array | null {
    const bytes = this.#take(4);
    if (bytes === null) return null;
    const sum = (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0;
    demand(sum === frame.hash!.digest(), 'a checksum that does not match');
    this.#frame = null;
    this.#checksum = false;
    return NOTHING;
  }

  /** The next `count` bytes, with `SLACK` bytes of something after them; or null. */
  #take(count: number): Uint8Array | null {
    if (this.#bytes.length - this.#at < count) return null;
    const start = this.#at;
    this.#at += count;
    return new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + start, count + SLACK);
  }
}

const NOTHING = new Uint8Array(0);

/** The content of a whole zstd stream that is known to take `size` bytes. */
export function unzstd(bytes: Uint8Array, size: number): Uint8Array {
  const decoder = new ZstdDecoder();
  const content = new Uint8Array(size);
  let at = 0;
  for (const piece of decoder.push(bytes)) {
    demand(at + piece.length <= size, 'content longer than said');
    content.set(piece, at);
    at += piece.length;
  }
  decoder.end();
  demand(at === size, 'content shorter than said');
  return content;
}
