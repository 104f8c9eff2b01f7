import type { SharedOpenings } from '../../datasets/fingerprint/shared-openings.ts';
import type { Novelty } from '../../datasets/generation/filters/novelty.ts';
import type { SplitColumns } from '../../datasets/split/columns.ts';
import { SplitPool } from '../../datasets/split/pool.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/** How the split will draw: those that are drawn are not trained on, and nothing made from them would be. */
export interface Draw {
  readonly seed: number;
  readonly columns: SplitColumns;
  /** Shares; 0 where nothing is drawn. */
  readonly test: number;
  readonly validation: number;
}

/** Rows of a label: those that training will see, and all. */
interface LabelRows {
  readonly trained: number[];
  readonly all: number[];
}

/** What must be known of the records before anything is made from them: eight bytes and the split's own a record. */
export class RecordSurvey {
  readonly #novelty: Novelty;
  readonly #openings: SharedOpenings;
  readonly #draw: Draw;
  readonly #pool: SplitPool;
  readonly #rows = new Map<string, LabelRows>();

  /** `openings` has seen every record. */
  constructor(novelty: Novelty, draw: Draw, openings: SharedOpenings) {
    this.#openings = openings;
    this.#novelty = novelty;
    this.#draw = draw;
    this.#pool = new SplitPool(draw.seed, { ...draw.columns, time: null });
  }

  see(record: DatasetRecord): void {
    const row = this.#pool.rows;
    this.#pool.see(record);
    const gist = this.#openings.gist(record);
    this.#novelty.add(gist);
    const { label } = record;
    if (label === null || label.trim() === '' || gist === '') return;
    const rows = this.#rows.get(label) ?? { trained: [], all: [] };
    this.#rows.set(label, rows);
    rows.all.push(row);
    if (this.#isTrainedOn(record, row)) rows.trained.push(row);
  }

  get labels(): readonly string[] {
    return [...this.#rows.keys()].sort();
  }

  /** Records of a label. */
  countOf(label: string): number {
    return this.#rows.get(label)?.all.length ?? 0;
  }

  /** Rows to make something from: those that training will see, or where there are none, all. */
  rowsOf(label: string): readonly number[] {
    const rows = this.#rows.get(label);
    if (rows === undefined) return [];
    return rows.trained.length > 0 ? rows.trained : rows.all;
  }

  #isTrainedOn({ split }: DatasetRecord, row: number): boolean {
    if (split !== null) return split === 'train';
    if (this.#pool.testDraw(row) < this.#draw.test) return false;
    return this.#pool.validationDraw(row) >= this.#draw.validation;
  }
}
