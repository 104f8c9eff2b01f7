import type { AdviceEvidence, AdviceId } from '../advice/evidence.ts';
import type { Figures } from '../format/figures.ts';
import type { Phrase, Piece } from './phrase.ts';

/** How advice names things from the data. */
export interface AdviceWords {
  readonly figures: Figures;
  label(name: string): Piece;
}

/** One piece of advice for people: what to do, and the figures that say so. */
export interface AdviceText {
  readonly title: string;
  readonly evidence: Phrase;
  readonly action: string;
}

export type AdviceTexts = {
  readonly lead: string;
  readonly none: string;
  readonly evidence: string;
  readonly action: string;
  readonly items: {
    readonly [K in AdviceId]: (evidence: AdviceEvidence[K], words: AdviceWords) => AdviceText;
  };
};
