import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { Damage, demand } from '../../compression/damage.ts';
import { Expansion } from '../../compression/expansion.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { RandomAccess } from '../random-access.ts';

const PIECE = 256 * 1024;
const MOST_ENTRIES = 10_000;

/** A ZIP archive whose entries can be read one after the other, each as far as it stays in proportion. */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;

  private constructor(
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    faults: FaultList,
    limits: IntakeLimits,
  ) {
    this.#zip = zip;
    this.#entries = entries;
    this.#faults = faults;
    this.#limits = limits;
  }

  /** Reads the directory. Error: `Damage`. */
  static async open(file: RandomAccess, faults: FaultList, limits: IntakeLimits): Promise<ZipArchive> {
    const entries = new Map<string, Entry>();
    const zip = await damaged(
      fromRandomAccessReaderPromise(new AccessReader(file), file.size, { autoClose: false }),
    );
    await damaged(
      (async () => {
        for await (const entry of zip.eachEntry()) {
          const name = entry.fileName.toLowerCase();
          demand(entries.size < MOST_ENTRIES && !entries.has(name), 'too many entries, or one twice');
          entries.set(name, entry);
        }
      })(),
    );
    return new ZipArchive(zip, entries, faults, limits);
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** The content of an entry. Errors: `Damage`. Faults, final: `INPUT_ENCRYPTED`, `INPUT_EXPANDS_TOO_FAR`. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name.toLowerCase());
    demand(entry !== undefined, `the part ${name} is missing`);
    if (entry.isEncrypted()) this.#faults.fail('INPUT_ENCRYPTED', { params: { kind: 'XLSX' } });
    demand(entry.compressionMethod === 0 || entry.compressionMethod === 8, 'an unknown compression');
    const expansion = new Expansion(this.#faults, this.#limits);
    expansion.took(entry.compressedSize);
    const raw = await damaged(this.#zip.openReadStreamPromise(entry, { decodeFileData: false }));
    // The reader's own inflating goes by 16 KiB, which is many more turns of the event loop.
    const stream = entry.compressionMethod === 8 ? inflated(raw) : raw;
    let size = 0;
    let sum = 0;
    const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const next = await damaged(pieces.next());
        if (next.done) break;
        size += next.value.length;
        sum = crc32(next.value, sum);
        expansion.gave(next.value.length);
        yield next.value;
      }
    } finally {
      stream.destroy();
    }
    demand(
      size === entry.uncompressedSize && sum === entry.crc32,
      `a checksum of ${name} that does not match`,
    );
  }
}

function inflated(raw: Readable): Readable {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  // Whoever reads what comes out hears of any error, those of the source too.
  pipeline(raw, inflate, () => {});
  return inflate;
}

/** Reads for yauzl, which has errors of the source come back through its callbacks. */
class AccessReader extends RandomAccessReader {
  readonly #file: RandomAccess;

  constructor(file: RandomAccess) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const file = this.#file;
    return Readable.from(
      (async function* () {
        for (let at = start; at < end; at += PIECE) {
          yield Buffer.from(await readWithin(file, at, Math.min(end, at + PIECE)));
        }
      })(),
      { objectMode: false },
    );
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    readWithin(this.#file, position, position + length)
      .then((bytes) => {
        buffer.set(bytes, offset);
        callback(null);
      })
      // What the callback itself throws goes the same way: nobody else would hear of it.
      .catch(callback);
  }
}

async function readWithin(file: RandomAccess, start: number, end: number): Promise<Uint8Array> {
  demand(start >= 0 && start <= end && end <= file.size, 'a place outside of the file');
  return file.read(start, end);
}

/** What the archive's reader and zlib refuse, as damage; errors of the file itself have another code. */
async function damaged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof Damage || (code !== undefined && !/^(Z_|ERR_)/.test(code))) throw error;
    throw new Damage(message, /End of central directory|unexpected EOF|unexpected end/.test(message));
  }
}
