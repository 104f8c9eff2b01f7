import { demand } from '../../compression/damage.ts';
import { Expansion } from '../../compression/expansion.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import type { RandomAccess } from '../../random-access.ts';
import { ZipArchive } from '../../zip/zip-archive.ts';

const MOST_PARTS = 10_000;

/** The parts of a workbook, each read as far as it stays in proportion. Names are the same in capitals. */
export class WorkbookParts {
  readonly #zip: ZipArchive;
  readonly #faults: FaultList;
  readonly #limits: IntakeLimits;

  private constructor(zip: ZipArchive, faults: FaultList, limits: IntakeLimits) {
    this.#zip = zip;
    this.#faults = faults;
    this.#limits = limits;
  }

  /** Error: `Damage`. */
  static async open(file: RandomAccess, faults: FaultList, limits: IntakeLimits): Promise<WorkbookParts> {
    const zip = await ZipArchive.open(
      file,
      ({ fileNameRaw }) => fileNameRaw.toString('utf8').toLowerCase(),
      MOST_PARTS,
    );
    return new WorkbookParts(zip, faults, limits);
  }

  get names(): readonly string[] {
    return this.#zip.names;
  }

  has(name: string): boolean {
    return this.#zip.entry(name.toLowerCase()) !== undefined;
  }

  /** The content of a part. Errors: `Damage`. Faults, final: `INPUT_ENCRYPTED`, `INPUT_EXPANDS_TOO_FAR`. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#zip.entry(name.toLowerCase());
    demand(entry !== undefined, `the part ${name} is missing`);
    if (entry.isEncrypted()) this.#faults.fail('INPUT_ENCRYPTED', { params: { kind: 'XLSX' } });
    const expansion = new Expansion(this.#faults, this.#limits);
    expansion.took(entry.compressedSize);
    for await (const piece of this.#zip.read(entry)) {
      expansion.gave(piece.length);
      yield piece;
    }
  }
}
