import { demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { OwnAccess, Spool } from '../../random-access.ts';
import type { CellRow } from '../header-finder.ts';
import type { SheetRow } from './sheet.ts';
import { TextCollector } from './text-collector.ts';
import { readXml } from './xml.ts';

/** Bytes read at a time, and how many such pages are kept: rows mostly take their texts in order. */
const PAGE = 16 * 1024;
const MOST_PAGES = 1024;

/**
 * The texts that the cells of a workbook share, end to end in a file of their own, since they may be nearly all of the
 * workbook. Memory: where each text starts, and some pages.
 */
export class SharedStrings {
  readonly #file: OwnAccess;
  readonly #starts: Starts;
  readonly #pages = new Map<number, Buffer>();

  private constructor(file: OwnAccess, starts: Starts) {
    this.#file = file;
    this.#starts = starts;
  }

  /** Fault, final: `INPUT_PART_TOO_LARGE`. Errors: `Damage`. */
  static async read(
    bytes: AsyncIterable<Uint8Array>,
    spool: Spool,
    faults: FaultList,
    limits: IntakeLimits,
  ): Promise<SharedStrings> {
    const starts = new Starts();
    return new SharedStrings(await spool(textsOf(bytes, starts, faults, limits)), starts);
  }

  /** The rows with the texts that they refer to in their place. */
  async filled({ line, cells }: SheetRow): Promise<CellRow> {
    const texts: string[] = [];
    for (const cell of cells) {
      texts.push(typeof cell === 'string' ? cell : (this.#held(cell) ?? (await this.#read(cell))));
    }
    return { line, cells: texts };
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** A text that lies in a page that is at hand. */
  #held(index: number): string | undefined {
    const [from, to] = this.#starts.of(index);
    const page = Math.floor(from / PAGE);
    const start = page * PAGE;
    return to <= start + PAGE ? this.#pages.get(page)?.toString('utf8', from - start, to - start) : undefined;
  }

  async #read(index: number): Promise<string> {
    const [from, to] = this.#starts.of(index);
    const first = Math.floor(from / PAGE);
    const pages: Buffer[] = [];
    for (let page = first; page * PAGE < to || page === first; page++) pages.push(await this.#page(page));
    const start = first * PAGE;
    return Buffer.concat(pages).toString('utf8', from - start, to - start);
  }

  async #page(page: number): Promise<Buffer> {
    const held = this.#pages.get(page);
    if (held !== undefined) return held;
    const end = Math.min(this.#file.size, (page + 1) * PAGE);
    const { buffer, byteOffset, length } = await this.#file.read(Math.min(page * PAGE, end), end);
    const read = Buffer.from(buffer, byteOffset, length);
    if (this.#pages.size === MOST_PAGES) this.#pages.delete(this.#pages.keys().next().value!);
    this.#pages.set(page, read);
    return read;
  }
}

/** The texts one after the other, while it is noted where each starts. */
async function* textsOf(
  bytes: AsyncIterable<Uint8Array>,
  starts: Starts,
  faults: FaultList,
  { recordBytes, heldBytes: limit }: IntakeLimits,
): AsyncGenerator<Buffer> {
  const collector = new TextCollector();
  let texts: string[] = [];
  const handler = {
    open: (name: string) => {
      if (name === 'si') collector.start();
      else collector.open(name);
    },
    close: (name: string) => {
      if (name !== 'si') return collector.close(name);
      const text = collector.take();
      texts.push(text);
      starts.add(Buffer.byteLength(text));
    },
    text: (text: string) => collector.text(text),
  };
  for await (const _ of readXml(bytes, handler, recordBytes)) {
    // Texts of no length take room all the same: where each one starts.
    if (starts.bytes > limit) {
      faults.fail('INPUT_PART_TOO_LARGE', { params: { kind: 'XLSX', part: 'sharedStrings', limit } });
    }
    if (texts.length > 0) yield Buffer.from(texts.join(''));
    texts = [];
  }
}

/** Where each of many texts starts that lie end to end. */
class Starts {
  #places = new Float64Array(1024);
  #count = 0;

  /** Bytes that the places take. */
  get bytes(): number {
    return this.#places.byteLength;
  }

  add(length: number): void {
    if (this.#count + 2 > this.#places.length) {
      const larger = new Float64Array(this.#places.length * 2);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[this.#count + 1] = this.#places[this.#count]! + length;
    this.#count += 1;
  }

  /** From where to where text number `index` goes. Error: `Damage`. */
  of(index: number): readonly [from: number, to: number] {
    demand(Number.isInteger(index) && index >= 0 && index < this.#count, 'a text that is not there');
    return [this.#places[index]!, this.#places[index + 1]!];
  }
}
