import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { SharedOpenings } from '../fingerprint/shared-openings.ts';
import { NearDuplicateIndex } from '../near-duplicate/near-duplicate-index.ts';
import type { NearClusters } from './near-clusters.ts';

/**
 * Gathers near duplicates, whatever their answers: the dataset's records first, then those of the user's own test. What
 * instructions they share has to be known before.
 */
export class NearDuplicates {
  readonly #index: NearDuplicateIndex;

  readonly #openings: SharedOpenings;

  /** `threshold` is a Jaccard similarity, 0.6 to 1; about `expected` records will come. */
  constructor(threshold: number, openings: SharedOpenings, expected: number) {
    this.#index = new NearDuplicateIndex({ threshold, expected });
    this.#openings = openings;
  }

  add(record: DatasetRecord): void {
    this.#index.add(this.#openings.gist(record));
  }

  /** The clusters, where the first `records` added are the dataset's. */
  clusters(records: number): NearClusters {
    const index = this.#index;
    return {
      size: index.length,
      ofRecord: (row) => index.representative(row),
      ofTest: (row) => index.representative(records + row),
    };
  }
}
