import type { AdviceEvidence, AdviceId, Effort } from '../advice/evidence.ts';
import type { Figures } from '../format/figures.ts';
import type { Phrase, Piece } from './phrase.ts';

/** How advice names things from the data. */
export interface AdviceWords {
  readonly figures: Figures;
  label(name: string): Piece;
  /** Other text from the data, such as a record's id. */
  outside(text: string): Piece;
}

/** One piece of advice for people: what to do, and the figures that say so. */
export interface AdviceText {
  readonly title: string;
  readonly evidence: Phrase;
  readonly action: string;
  /** What comes of it, where the general sentence on gain does not say it. */
  readonly effect?: string;
}

export type AdviceTexts = {
  readonly lead: string;
  readonly none: string;
  readonly evidence: string;
  readonly action: string;
  readonly effect: string;
  /** What could be gained; 0: no better answers, but surer figures. null: cannot be told beforehand. */
  readonly gain: (gain: number | null, figures: Figures) => string;
  readonly effort: string;
  readonly efforts: Readonly<Record<Effort, string>>;
  readonly items: {
    readonly [K in AdviceId]: (evidence: AdviceEvidence[K], words: AdviceWords) => AdviceText;
  };
};

/** What is said otherwise of a file of written answers and its baseline. */
export type FileAdvice = Pick<AdviceTexts['items'], 'lost_parts' | 'lost_answers'>;
