import type { GeneratedShare } from '../../pipeline/contracts/generation.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { isGenerated, metaOf } from '../split/columns.ts';
import type { Place } from '../split/draft.ts';
import { provenanceIn } from './provenance.ts';

/** Ways that are told apart; uploads can name any number of models. */
const MOST_SHARES = 50;

/** Knows how each generated record of a dataset was made. Memory: a number for each of them. */
export class GeneratedShares {
  readonly #ways = new Map<string, Omit<GeneratedShare, 'records'>>();
  readonly #wayOf = new Map<number, string>();
  #row = 0;

  /** Hears of every record, in the table's order. */
  see(record: DatasetRecord): void {
    const row = this.#row++;
    if (!isGenerated(record)) return;
    const way = provenanceIn(metaOf(record));
    const key = JSON.stringify([way.method, way.model, way.prompt]);
    this.#ways.set(key, way);
    this.#wayOf.set(row, key);
  }

  /** How those that a plan trains on were made, the most frequent way first; beyond fifty, the rest as one that tells nothing. */
  trainedOn(places: readonly Place[]): readonly GeneratedShare[] {
    const counts = new Map<string, number>();
    for (const [row, key] of this.#wayOf) {
      if (places[row] === 'train') counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const shares = [...counts]
      .sort(([one, few], [other, many]) => many - few || (one < other ? -1 : 1))
      .map(([key, records]) => ({ ...this.#ways.get(key)!, records }));
    if (shares.length <= MOST_SHARES) return shares;
    const rest = shares.slice(MOST_SHARES - 1).reduce((sum, { records }) => sum + records, 0);
    return [...shares.slice(0, MOST_SHARES - 1), { method: null, model: null, prompt: null, records: rest }];
  }
}
