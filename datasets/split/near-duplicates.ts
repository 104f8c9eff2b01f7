import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { questionGist } from '../fingerprint/content.ts';
import { NearDuplicateIndex } from '../near-duplicate/near-duplicate-index.ts';
import type { NearClusters } from './near-clusters.ts';

/** Gathers near duplicates, whatever their answers: the dataset's records first, then those of the user's own test. */
export class NearDuplicates {
  readonly #index: NearDuplicateIndex;

  /** `threshold` is a Jaccard similarity, 0.6 to 1. */
  constructor(threshold: number) {
    this.#index = new NearDuplicateIndex({ threshold });
  }

  add(record: DatasetRecord): void {
    this.#index.add(questionGist(record));
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
