import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { Damage, demand } from '../compression/damage.ts';
import type { RandomAccess } from '../random-access.ts';
import { AccessReader, PIECE } from './access-reader.ts';

/** Thrown for an archive of more files than are taken. */
export class TooManyEntries extends Damage {}

/**
 * A ZIP archive whose files can be read one after the other, none of them held. How far they may grow, and what is
 * said of a password, is the business of who reads them.
 */
export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /**
   * Reads the directory, at most `most` files. `nameOf` says by which name a file is known. Errors: `Damage`, also for two
   * files of one name; `TooManyEntries`.
   */
  static async open(file: RandomAccess, nameOf: (entry: Entry) => string, most: number): Promise<ZipArchive> {
    const entries = new Map<string, Entry>();
    const options = { autoClose: false, decodeStrings: false };
    const zip = await damaged(fromRandomAccessReaderPromise(new AccessReader(file), file.size, options));
    await damaged(
      (async () => {
        for await (const entry of zip.eachEntry()) {
          const name = nameOf(entry);
          demand(!entries.has(name), `two files named ${name}`);
          if (entries.size === most) throw new TooManyEntries('too many files');
          entries.set(name, entry);
        }
      })(),
    );
    return new ZipArchive(zip, entries);
  }

  /** In the order of the directory. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  entry(name: string): Entry | undefined {
    return this.#entries.get(name);
  }

  /**
   * The content of a file that is not encrypted, piece by piece; never more than its entry says. Error: `Damage`, for a
   * wrong length or checksum at the end.
   */
  async *read(entry: Entry): AsyncGenerator<Buffer> {
    const { compressionMethod: method, uncompressedSize, crc32: checksum } = entry;
    demand(method === 0 || method === 8, 'an unknown compression');
    const raw = await damaged(this.#zip.openReadStreamPromise(entry, { decodeFileData: false }));
    // The library's own inflating goes by 16 KiB, which is many more turns of the event loop.
    const stream = method === 8 ? inflated(raw) : raw;
    let size = 0;
    let sum = 0;
    const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const next = await damaged(pieces.next());
        if (next.done) break;
        size += next.value.length;
        demand(size <= uncompressedSize, 'more bytes than its directory says');
        sum = crc32(next.value, sum);
        yield next.value;
      }
    } finally {
      stream.destroy();
    }
    demand(size === uncompressedSize && sum === checksum, 'a checksum that does not match');
  }
}

function inflated(raw: Readable): Readable {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  // Whoever reads what comes out hears of any error, those of the source too.
  pipeline(raw, inflate, () => {});
  return inflate;
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
