import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { questionText } from '../fingerprint/content.ts';
import { isBlank } from '../quality/rule.ts';
import type { SplitPool } from './pool.ts';

/** Whether a record of the user's own test file can judge anything: it has a question and an answer. */
export function isUsableTest(record: DatasetRecord): boolean {
  return !isBlank(questionText(record)) && !isBlank(record.label ?? '');
}

/** The user's own test file as the split sees it; its records are never moved, and none is trained on. */
export class OwnTest {
  /** Units of the dataset that hold a question of the test file. */
  readonly units = new Set<number>();
  /** By label number: how many test records, and the first one's id. */
  readonly labels = new Map<number, { count: number; first: string }>();
  readonly #pool: SplitPool;
  #records = 0;
  #leftOut = 0;

  constructor(pool: SplitPool) {
    this.#pool = pool;
  }

  get records(): number {
    return this.#records;
  }

  get leftOut(): number {
    return this.#leftOut;
  }

  see(record: DatasetRecord): void {
    if (!isUsableTest(record)) {
      this.#leftOut += 1;
      return;
    }
    this.#records += 1;
    const unit = this.#pool.unitLike(record);
    if (unit !== undefined) this.units.add(unit);
    const label = this.#pool.book.numberOf(record.label ?? '');
    const known = this.labels.get(label);
    if (known) known.count += 1;
    else this.labels.set(label, { count: 1, first: record.id });
  }
}
