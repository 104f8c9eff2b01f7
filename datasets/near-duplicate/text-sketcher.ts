import type { Banding } from './banding.ts';
import { type Folded, FoldedText, LONGEST } from './fold.ts';
import { shingle } from './shingles.ts';
import { Sketch } from './sketch.ts';

/** A text with what an index finds others like it by. */
export interface SketchedText extends Folded {
  /** One for each band. */
  readonly keys: Int32Array;
}

/** Sketches texts, anywhere and in any order. One set of buffers serves text after text. */
export class TextSketcher {
  readonly folded = new FoldedText();
  /** Those of the text read last, up to `places`. */
  readonly shingles = new Int32Array(LONGEST);
  places = 0;
  readonly #sketch: Sketch;

  constructor(banding: Banding) {
    this.#sketch = new Sketch(banding);
  }

  /** Folds a text and cuts it into shingles. */
  read(text: string): void {
    this.folded.read(text);
    this.places = shingle(this.folded.units, 0, this.folded.length, this.shingles);
  }

  /** The keys of the text read last; all 0 for one without anything that counts. */
  keys(): Int32Array {
    const { keys } = this.#sketch;
    if (this.places === 0) keys.fill(0);
    else this.#sketch.read(this.shingles, this.places);
    return keys;
  }
}
