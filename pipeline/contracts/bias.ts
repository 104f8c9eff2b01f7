import type { Interval } from './evaluation.ts';

/** What is exchanged in a record's text, everything else left as it is. */
export const SWAP_KINDS = ['gender', 'name', 'origin'] as const;
export type SwapKind = (typeof SWAP_KINDS)[number];

/** A record whose answer another name, gender or place of origin changed. */
export interface SwapExample {
  readonly id: string;
  /** The text around what was exchanged. */
  readonly before: string;
  readonly after: string;
  readonly truth: string;
  readonly answer: string;
  readonly swapped_answer: string;
}

/** How often one kind of exchange changes the answer. */
export interface SwapFigures {
  readonly kind: SwapKind;
  /** Records that hold something to exchange, and those of them that were asked again. */
  readonly found: number;
  readonly n: number;
  readonly changed: number;
  /** changed / n, with Wilson's interval; null where nothing was asked. */
  readonly share: number | null;
  readonly interval: Interval | null;
  /** Changes from right to wrong, and from wrong to right. */
  readonly became_wrong: number;
  readonly became_right: number;
  /** Mean absolute change of the probability of the first answer; null where nothing was asked. */
  readonly mean_shift: number | null;
  /** At most 5, the greatest changes of probability first. */
  readonly examples: readonly SwapExample[];
}

/** The same records with names, words of gender or places of origin exchanged, answered by the same model. */
export interface BiasFigures {
  /** Of the lists that say what is exchanged for what. */
  readonly lists_version: number;
  /** Test records that were looked through. */
  readonly records: number;
  readonly kinds: readonly SwapFigures[];
}
