import { TextColumn } from '../../arrow/text-column.ts';
import { demand } from '../../compression/damage.ts';
import type { FaultList } from '../../faults.ts';
import type { IntakeLimits } from '../../limits.ts';
import { TextCollector } from './text-collector.ts';
import { readXml } from './xml.ts';

/** The texts that the cells of a workbook share, end to end in one buffer. */
export class SharedStrings {
  readonly #texts: TextColumn;

  private constructor(texts: TextColumn) {
    this.#texts = texts;
  }

  static readonly none = new SharedStrings(new TextColumn(0, 0));

  /** Fault, final: `INPUT_PART_TOO_LARGE`. */
  static async read(
    bytes: AsyncIterable<Uint8Array>,
    faults: FaultList,
    limits: IntakeLimits,
  ): Promise<SharedStrings> {
    const texts = new TextColumn();
    const collector = new TextCollector();
    const limit = limits.heldBytes;
    const handler = {
      open: (name: string) => {
        if (name === 'si') collector.start();
        else collector.open(name);
      },
      close: (name: string) => {
        if (name === 'si') texts.push(collector.take());
        else collector.close(name);
      },
      text: (text: string) => collector.text(text),
    };
    for await (const _ of readXml(bytes, handler, limits.recordBytes)) {
      // Texts of no length take room all the same: where each one starts.
      if (texts.bytes + 4 * texts.length <= limit) continue;
      faults.fail('INPUT_PART_TOO_LARGE', { params: { kind: 'XLSX', part: 'sharedStrings', limit } });
    }
    return new SharedStrings(texts);
  }

  at(index: number): string {
    demand(Number.isInteger(index) && index >= 0 && index < this.#texts.length, 'a text that is not there');
    return this.#texts.at(index);
  }
}
