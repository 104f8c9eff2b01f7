import type { Banding } from '../datasets/near-duplicate/banding.ts';
import type { SketchedText } from '../datasets/near-duplicate/text-sketcher.ts';

/** Some texts, folded and sketched, in two buffers that pass from thread to thread. */
export interface SketchedPiece {
  /** The folded texts, one after the other. */
  readonly units: Uint16Array;
  /** Of each text its length, its key as a whole, and the keys of its bands. */
  readonly facts: Int32Array;
}

/** The texts of a piece, each valid until the next. */
export function* textsOf({ units, facts }: SketchedPiece, { bands }: Banding): Generator<SketchedText> {
  const width = 2 + bands;
  let start = 0;
  for (let at = 0; at < facts.length; at += width) {
    const length = facts[at]!;
    yield {
      units: units.subarray(start, start + length),
      length,
      key: facts[at + 1]!,
      keys: facts.subarray(at + 2, at + width),
    };
    start += length;
  }
}
