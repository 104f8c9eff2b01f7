import { TextSample } from '../text-sample.ts';
import { type Deviation, type Kind, kindOf } from './kind.ts';
import { type PieceList, Pieces } from './pieces.ts';
import { type Writing, writingOf } from './writing.ts';

/** Fewer records than this say nothing about what is usual. */
const FEWEST = 100;
/** Texts of each writing system that what is usual is told from: its quarters to a few per cent. */
const SAMPLE = 2_000;
/** A writing system that at most this share of the records is in is foreign to the dataset. */
const FOREIGN = 0.01;

/** How a record is unlike the others: by its writing system, or by measures within it. */
export type Oddity =
  | { readonly measure: 'writing'; readonly writing: Writing; readonly records: number; readonly of: number }
  | Deviation;

/** What is looked at in a text. */
export interface Written {
  readonly writing: Writing;
  readonly pieces: PieceList;
}

/**
 * Finds texts that are unlike all others: in a writing system that hardly any other is in, far longer or shorter than
 * those of its writing system, or made of character pieces that no other has. First every text is shown to `see`; after
 * `settle`, `oddities` judges them one by one. Memory: fixed tables, and a sample of each writing system.
 */
export class Outliers {
  readonly #pieces = new Pieces();
  readonly #samples = new Map<Writing, TextSample>();
  readonly #kinds = new Map<Writing, Kind>();
  #records = 0;

  /** `written`: what is looked at in the text, where it is known; the same for `oddities`. */
  see(text: string, written: Written | null = null): void {
    this.#records += 1;
    this.#pieces.add(written?.pieces ?? text);
    const writing = written?.writing ?? writingOf(text);
    const sample = this.#samples.get(writing) ?? new TextSample(SAMPLE);
    this.#samples.set(writing, sample);
    sample.see(text);
  }

  /** Works out what is usual, after the last text. */
  settle(): void {
    for (const [writing, sample] of this.#samples) {
      if (sample.seen >= FEWEST) this.#kinds.set(writing, kindOf(sample.texts, sample.seen, this.#pieces));
    }
  }

  /** Whether there are records enough to say anything. */
  get judges(): boolean {
    return this.#records >= FEWEST;
  }

  /** What is odd about one of the texts that were seen. */
  oddities(text: string, written: Written | null = null): readonly Oddity[] {
    if (!this.judges) return [];
    const writing = written?.writing ?? writingOf(text);
    const records = this.#samples.get(writing)?.seen ?? 0;
    if (records <= FOREIGN * this.#records) {
      return [{ measure: 'writing', writing, records, of: this.#records }];
    }
    const kind = this.#kinds.get(writing);
    return kind === undefined
      ? []
      : kind.deviations(this.#pieces.wordingOf(written?.pieces ?? text, kind.records));
  }
}
