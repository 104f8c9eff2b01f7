import { crc32 } from 'node:zlib';
import type { ColumnMetaData, DecodedArray } from 'hyparquet/src/types.js';
import { demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { RandomAccess } from '../../random-access.ts';
import type { Leaf } from './leaf.ts';
import { readDictionary, readRows } from './page.ts';
import { readPageHeader } from './page-header.ts';

/** Bytes read for the header of a page: enough but where it repeats very long values, and then how many at most. */
const HEADER = 4 * 1024;
const LONGEST_HEADER = 1024 * 1024;

/** The values of one physical column in one row group, page by page. */
export class LeafRows {
  readonly #leaf: Leaf;
  readonly #file: RandomAccess;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;
  #at: number;
  readonly #end: number;
  #dictionary: DecodedArray | undefined;
  #rows: ArrayLike<unknown> = [];
  #next = 0;
  #left: number;

  /** `rows`: how many the row group has. */
  constructor(
    leaf: Leaf,
    metadata: ColumnMetaData,
    rows: number,
    file: RandomAccess,
    faults: FaultList,
    limits: IntakeLimits,
  ) {
    this.#leaf = leaf;
    this.#file = file;
    this.#faults = faults;
    this.#limits = limits;
    const data = Number(metadata.data_page_offset);
    const dictionary = Number(metadata.dictionary_page_offset ?? 0n);
    this.#at = dictionary > 0 && dictionary < data ? dictionary : data;
    this.#end = this.#at + Number(metadata.total_compressed_size);
    demand(this.#at >= 4 && this.#end <= file.size, 'a column outside of the file');
    this.#left = rows;
  }

  get leaf(): Leaf {
    return this.#leaf;
  }

  /** How many rows can be taken now; pages are read until there is one. */
  async ready(): Promise<number> {
    while (this.#available() === 0) {
      demand(this.#left > 0 && this.#at < this.#end, 'a column with too few values');
      await this.#readPage();
    }
    return this.#available();
  }

  /** The next `count` rows, of those that are ready. */
  take(count: number): unknown[] {
    const rows = this.#rows;
    const taken = Array.from({ length: count }, (_, i) => rows[this.#next + i]);
    this.#next += count;
    this.#left -= count;
    return taken;
  }

  /** The last row of a column with lists is whole only once the next page begins with another one. */
  #available(): number {
    const open = this.#leaf.maxRepetition > 0 && this.#at < this.#end ? 1 : 0;
    return Math.min(this.#left, Math.max(0, this.#rows.length - this.#next - open));
  }

  async #readPage(): Promise<void> {
    const { header, length } = await this.#header();
    const { compressed_page_size: size, uncompressed_page_size: grown } = header;
    const limit = this.#limits.heldBytes;
    if (Math.max(size, grown) > limit) {
      this.#faults.fail('INPUT_PART_TOO_LARGE', {
        field: this.#leaf.path,
        params: { kind: 'Parquet', part: 'page', limit },
        found: String(Math.max(size, grown)),
      });
    }
    const start = this.#at + length;
    demand(start + size <= this.#end, 'a page outside of its column');
    const bytes = await this.#file.read(start, start + size);
    this.#at = start + size;
    demand(header.crc === undefined || crc32(bytes) === header.crc >>> 0, 'a checksum that does not match');
    if (header.type === 'DICTIONARY_PAGE') {
      this.#dictionary = readDictionary(header, bytes, this.#leaf);
    } else if (header.type !== 'INDEX_PAGE') {
      const before = Array.from(
        { length: this.#rows.length - this.#next },
        (_, i) => this.#rows[this.#next + i],
      );
      this.#rows = readRows(header, bytes, this.#leaf, this.#dictionary, before);
      this.#next = 0;
    }
  }

  async #header() {
    for (let size = HEADER; ; size *= 4) {
      const end = Math.min(this.#end, this.#at + size);
      const read = readPageHeader(await this.#file.read(this.#at, end));
      if (read !== null) return read;
      demand(end < this.#end && size < LONGEST_HEADER, 'a page header cut off');
    }
  }
}
