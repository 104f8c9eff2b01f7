import type { DatasetRecord } from '../../../../../pipeline/contracts/record.ts';
import { dice } from '../../near-duplicate/made-texts.ts';
import type { RecordTruth } from './score.ts';

type Kind = 'faulty' | 'near' | 'other';

/** Gathers the records of a truth set and gives them ids. */
export class Gathered {
  readonly #records: DatasetRecord[] = [];
  readonly #ids: Readonly<Record<Kind, Set<string>>> = {
    faulty: new Set(),
    near: new Set(),
    other: new Set(),
  };

  /** A record that the rule should name. */
  faulty(make: (id: string) => DatasetRecord): void {
    this.#add('faulty', make);
  }

  /** A record that looks like one that it should name. */
  near(make: (id: string) => DatasetRecord): void {
    this.#add('near', make);
  }

  /** A record that the others are seen beside. */
  other(make: (id: string) => DatasetRecord): void {
    this.#add('other', make);
  }

  /** The truth set; with a seed its records stand in an order drawn by it. */
  truth(of: string, seed?: number): RecordTruth {
    const records = [...this.#records];
    if (seed !== undefined) {
      const roll = dice(seed);
      for (let at = records.length - 1; at > 0; at--) {
        const other = roll(at + 1);
        [records[at], records[other]] = [records[other]!, records[at]!];
      }
    }
    return { of, records, faulty: this.#ids.faulty, nearMisses: this.#ids.near };
  }

  #add(kind: Kind, make: (id: string) => DatasetRecord): void {
    const id = `${kind}${this.#records.length}`;
    this.#ids[kind].add(id);
    this.#records.push(make(id));
  }
}
