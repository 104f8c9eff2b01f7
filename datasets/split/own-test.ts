import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { answerText, questionText } from '../fingerprint/content.ts';
import { isBlank } from '../quality/blank.ts';
import { heldTogetherBy, isGenerated, metaOf } from './columns.ts';
import type { SplitPool } from './pool.ts';

/** Whether a record of the user's own test file can judge anything: it has a question and an answer. */
export function isUsableTest(record: DatasetRecord): boolean {
  return !isBlank(questionText(record)) && !isBlank(answerText(record));
}

/** The user's own test file as the split sees it; its records are never moved, and none is trained on. */
export class OwnTest {
  /** Questions and groups of the dataset that the test file holds as well. */
  readonly questions = new Set<number>();
  readonly groups = new Set<number>();
  /** Where in the file its usable records stand, counted from 0 over all. */
  readonly rows: number[] = [];
  /** By label number: how many test records, and the first one's id. */
  readonly labels = new Map<number, { count: number; first: string }>();
  readonly #pool: SplitPool;
  /** Records that a model made and nobody has checked. */
  generated = 0;
  #seen = 0;

  constructor(pool: SplitPool) {
    this.#pool = pool;
  }

  get records(): number {
    return this.rows.length;
  }

  get leftOut(): number {
    return this.#seen - this.rows.length;
  }

  see(record: DatasetRecord): void {
    const row = this.#seen++;
    if (isGenerated(record)) this.generated += 1;
    if (!isUsableTest(record)) return;
    this.rows.push(row);
    const question = this.#pool.questionLike(record);
    if (question !== undefined) this.questions.add(question);
    const { columns } = this.#pool;
    const name = heldTogetherBy(record, columns.group === null ? {} : metaOf(record), columns);
    const group = name === null ? undefined : this.#pool.groupNamed(name);
    if (group !== undefined) this.groups.add(group);
    const label = this.#pool.labelNumberOf(record);
    const known = this.labels.get(label);
    if (known) known.count += 1;
    else this.labels.set(label, { count: 1, first: record.id });
  }
}
