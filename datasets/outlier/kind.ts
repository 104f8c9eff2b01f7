import type { Pieces, Wording } from './pieces.ts';
import { deviationsFor, spreadOf } from './usual.ts';

/** A text is taken to have so many pieces more, like those of a usual one: few pieces are no evidence. */
const PRIOR = 20;
/** Least spreads: of logarithms of lengths (so that a fifth to five times the usual is never far), in logits, and in bits. */
const LEAST_LENGTH = 0.5;
const LEAST_KNOWN = 0.5;
const LEAST_SURPRISE = 0.5;
/** Shares of known pieces are taken to lie no nearer to 1 than this. */
const ALMOST_ALL = 0.98;

/** A measure by which a record is unlike the others of its writing, with the range of what is usual. */
export interface Deviation {
  readonly measure: 'length' | 'wording';
  readonly value: number;
  readonly usual: readonly [number, number];
}

/** What is usual among records of one writing system. */
export interface Kind {
  readonly records: number;
  /** What is unusual about the wording of one of them. */
  deviations(wording: Wording): Deviation[];
}

/** What is usual among `records` texts that `sample` stands for. */
export function kindOf(sample: readonly string[], records: number, pieces: Pieces): Kind {
  const wordings = sample.map((text) => pieces.wordingOf(text, records));
  const middle = {
    known: Math.min(ALMOST_ALL, medianOf(wordings.map(({ known, pieces: all }) => (known + 1) / (all + 2)))),
    surprise: medianOf(wordings.map(({ surprise, pieces: all }) => surprise / Math.max(1, all))),
  };
  const knownOf = ({ known, pieces: all }: Wording) =>
    logit(Math.min(ALMOST_ALL, (known + PRIOR * middle.known) / (all + PRIOR)));
  const surpriseOf = ({ surprise, pieces: all }: Wording) =>
    (surprise + PRIOR * middle.surprise) / (all + PRIOR);
  const length = spreadOf(wordings.map(lengthOf), LEAST_LENGTH);
  const known = spreadOf(wordings.map(knownOf), LEAST_KNOWN);
  const surprise = spreadOf(wordings.map(surpriseOf), LEAST_SURPRISE);
  const far = deviationsFor(records);
  const usualLengths = [length.median - far * length.below, length.median + far * length.above] as const;
  const leastKnown = known.median - far * known.below;
  const mostSurprise = surprise.median + far * surprise.above;
  return {
    records,
    deviations(wording) {
      const found: Deviation[] = [];
      const [shortest, longest] = usualLengths;
      const long = lengthOf(wording);
      if (long < shortest || long > longest) {
        const usual = [Math.ceil(Math.exp(shortest) - 1), Math.floor(Math.exp(longest) - 1)] as const;
        found.push({ measure: 'length', value: wording.length, usual: [Math.max(0, usual[0]), usual[1]] });
      }
      // Both: what nobody else says, and what few say. A few records on a topic of their own have the first in common.
      if (knownOf(wording) < leastKnown && surpriseOf(wording) > mostSurprise) {
        const all = wording.pieces;
        const least = (sigmoid(leastKnown) * (all + PRIOR) - PRIOR * middle.known) / all;
        found.push({ measure: 'wording', value: wording.known / all, usual: [Math.max(0, least), 1] });
      }
      return found;
    },
  };
}

function medianOf(values: readonly number[]): number {
  return spreadOf(values, 0).median;
}

/** Lengths are compared by their ratios. */
function lengthOf({ length }: Wording): number {
  return Math.log(length + 1);
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
