import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { Localized } from '../../../pipeline/contracts/names.ts';

/** What a rule decided where the spec says `auto`, and the reason that a person is shown. */
export interface Choice<T> {
  readonly value: T;
  readonly reason: Localized;
}

/** Of the training records, those that have a rejected answer which differs from their own. */
export interface PairFacts {
  readonly usable: number;
  readonly of: number;
}

/** What the rules may look at: facts of the data and the base model, never of this machine, so that a spec resolves
 *  alike everywhere. */
export interface TrainFacts {
  /** Of pairs, those that have two answers. */
  readonly records: number;
  /** Tokens that 99 % of the records need at most, prompt and answer included; an estimate. */
  readonly tokensP99: number;
  /** Tokens of the longest record, likewise. */
  readonly tokensLongest: number;
  /** Tokens of each record, likewise, in the order of the file. */
  readonly tokens: readonly number[];
  /** null: the upload is none of preference pairs, or its answers are labels. */
  readonly pairs: PairFacts | null;
  readonly base: Pick<BaseModel, 'parameters' | 'contextLength'>;
}
