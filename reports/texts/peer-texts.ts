import type { PeerId } from '../../pipeline/contracts/peers.ts';
import type { Phrase, Piece } from './phrase.ts';

/** How tuned model and floor compare: the tuned better, no difference shown, or the floor better. */
export type FloorSide = 'better' | 'open' | 'worse';

/** What a report says of the systems that the tuned model is held against beside base and production. */
export interface PeerTexts {
  readonly title: string;
  lead(n: string): string;
  readonly system: string;
  readonly lead_over: string;
  readonly p: string;
  readonly names: Readonly<Record<PeerId, { readonly name: string; readonly gloss: string }>>;
  /** The tuned model's own row, in the column that compares with it. */
  readonly itself: string;
  leftOut(name: string, reason: string): string;
  /** Beside the verdict: what a simple classifier would do, and whether the tuned model is better. */
  readonly floor: Readonly<
    Record<FloorSide, (right: string, difference: string, low: string, high: string) => string>
  >;
  /** Advice: evidence and what to do. */
  readonly adviceTitle: Readonly<Record<Exclude<FloorSide, 'better'>, string>>;
  adviceEvidence(figures: {
    readonly floor: string;
    readonly tuned: string;
    readonly difference: string;
    readonly low: string;
    readonly high: string;
    readonly p: Piece;
  }): Phrase;
  readonly adviceAction: string;
}
