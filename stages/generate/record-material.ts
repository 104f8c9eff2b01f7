import { readRecords } from '../../datasets/arrow/read.ts';
import type { GenerationTask } from '../../datasets/generation/kind.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ConfusedPair } from '../../pipeline/contracts/generation.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';
import { chance, shuffled } from './chance.ts';
import type { Material, Pick, Slot } from './material.ts';
import type { RecordSurvey } from './record-survey.ts';

/** Examples of a class that the model is shown. */
const EXAMPLES = 3;

type Config = PipelineSpec['generate'];
type Reach = { readonly artifacts: StageContext['artifacts']; readonly signal: AbortSignal };

/** Records as what others are made from. */
export class RecordMaterial implements Material {
  readonly #survey: RecordSurvey;
  readonly #records: BlobRef;
  readonly #context: Reach;
  readonly #pairs: readonly ConfusedPair[];

  /** `pairs` are for `hard_negatives`. */
  constructor(survey: RecordSurvey, records: BlobRef, pairs: readonly ConfusedPair[], context: Reach) {
    this.#pairs = pairs;
    this.#survey = survey;
    this.#records = records;
    this.#context = context;
  }

  get labels(): readonly string[] {
    return this.#survey.labels;
  }

  slots(config: Config): Slot[] {
    if (this.labels.length === 0) {
      const params = { method: config.method, detail: 'no record has a label' };
      throw new TouchstoneError('GENERATE_NO_MATERIAL', { params });
    }
    switch (config.method) {
      case 'rewrites':
        return this.#rewrites(config);
      case 'hard_negatives':
        return this.#hardNegatives(config);
      default:
        return this.#rareClasses(config);
    }
  }

  async fetch(picks: readonly Pick[]): Promise<GenerationTask[]> {
    const wanted = new Map<number, DatasetRecord | null>(
      picks.flatMap(({ rows }) => rows).map((row) => [row, null]),
    );
    const { artifacts, signal } = this.#context;
    let row = 0;
    for await (const group of readRecords(await artifacts.openStream(this.#records.digest))) {
      signal.throwIfAborted();
      for (const record of group) {
        if (wanted.has(row)) wanted.set(row, record);
        row += 1;
      }
    }
    return picks.map(({ label, other, rows }) => ({
      label,
      other,
      records: rows.map((at) => wanted.get(at)!),
      passages: [],
    }));
  }

  /** Fills up the labels that have fewest, always the one that has fewest with what it was given already. */
  #rareClasses({ count, seed }: Config): Slot[] {
    const counts = this.labels.map((label) => ({ label, records: this.#survey.countOf(label) }));
    return Array.from({ length: count }, (_, number) => {
      const least = counts.reduce((one, other) => (other.records < one.records ? other : one));
      least.records += 1;
      const { label } = least;
      return this.#slot(number, (attempt) => ({
        label,
        other: null,
        rows: this.#some(label, EXAMPLES, [seed, number, attempt]),
      }));
    });
  }

  #rewrites({ count, seed }: Config): Slot[] {
    const all = shuffled(
      this.labels.flatMap((label) => this.#survey.rowsOf(label).map((row) => ({ label, row }))),
      seed,
    );
    return Array.from({ length: count }, (_, number) =>
      this.#slot(number, (attempt) => {
        const { label, row } = all[(number + attempt * count) % all.length]!;
        return { label, other: null, rows: [row] };
      }),
    );
  }

  /** Each pair in both directions in turn. */
  #hardNegatives({ count, seed }: Config): Slot[] {
    const directed = this.#pairs.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
    return Array.from({ length: count }, (_, number) => {
      const [label, other] = directed[number % directed.length]!;
      return this.#slot(number, (attempt) => ({
        label,
        other,
        rows: [
          ...this.#some(label, EXAMPLES, [seed, number, attempt]),
          ...this.#some(other, EXAMPLES, [seed, number, attempt, 'other']),
        ],
      }));
    });
  }

  #slot(number: number, pick: Slot['pick']): Slot {
    return { number, pick };
  }

  /** So many different rows of a label, or as many as there are. */
  #some(label: string, count: number, parts: readonly (string | number)[]): readonly number[] {
    const rows = this.#survey.rowsOf(label);
    const chosen = new Set<number>();
    const from = chance(label, ...parts) % rows.length;
    const step = 1 + Math.floor(rows.length / (count + 1));
    for (let at = 0; at < rows.length && chosen.size < count; at++) {
      chosen.add(rows[(from + at * (rows.length > count ? step : 1)) % rows.length]!);
    }
    return [...chosen];
  }
}
