import { demand } from '../damage.ts';
import { LARGEST_BLOCK } from './frame.ts';

/** The last bytes of a frame's content, as many as its window holds, which later blocks copy from. */
export class History {
  readonly #window: number;
  readonly #most: number;
  #bytes: Uint8Array;
  #at = 0;

  /** `window` as the frame's header says; memory grows only with what is written. */
  constructor(window: number) {
    this.#window = window;
    this.#most = window + Math.max(Math.min(window, 8 * 1024 * 1024), 2 * LARGEST_BLOCK);
    this.#bytes = new Uint8Array(Math.min(this.#most, 4 * LARGEST_BLOCK));
  }

  /** Makes room for one more block and says where it begins. */
  begin(): number {
    if (this.#at + LARGEST_BLOCK <= this.#bytes.length) return this.#at;
    if (this.#bytes.length < this.#most) {
      const bytes = new Uint8Array(Math.min(this.#most, this.#bytes.length * 2));
      bytes.set(this.#bytes.subarray(0, this.#at));
      this.#bytes = bytes;
    } else {
      this.#bytes.copyWithin(0, this.#at - this.#window, this.#at);
      this.#at = this.#window;
    }
    return this.begin();
  }

  /** Writes `count` bytes of `bytes` from `from` on. */
  append(bytes: Uint8Array, from: number, count: number): void {
    const to = this.#at;
    if (count > 64) this.#bytes.set(bytes.subarray(from, from + count), to);
    else for (let i = 0; i < count; i++) this.#bytes[to + i] = bytes[from + i]!;
    this.#at = to + count;
  }

  fill(byte: number, count: number): void {
    this.#bytes.fill(byte, this.#at, this.#at + count);
    this.#at += count;
  }

  /** Copies `length` bytes from `distance` back; they may overlap what is being written. */
  copy(distance: number, length: number): void {
    const from = this.#at - distance;
    demand(distance > 0 && from >= 0 && distance <= this.#window, 'a copy from before the window');
    const bytes = this.#bytes;
    const to = this.#at;
    if (distance >= length && length > 32) bytes.copyWithin(to, from, from + length);
    else for (let i = 0; i < length; i++) bytes[to + i] = bytes[from + i]!;
    this.#at = to + length;
  }

  get at(): number {
    return this.#at;
  }

  /** What was written since `start`, as bytes of its own. */
  since(start: number): Uint8Array {
    return this.#bytes.slice(start, this.#at);
  }
}
