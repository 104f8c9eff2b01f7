import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { Localized } from '../../../pipeline/contracts/names.ts';

/** What a rule decided where the spec says `auto`, and the reason that a person is shown. */
export interface Choice<T> {
  readonly value: T;
  readonly reason: Localized;
}

/** What the rules may look at: facts of the data and the base model, never of this machine, so that a spec resolves
 *  alike everywhere. */
export interface TrainFacts {
  readonly records: number;
  /** Tokens that 99 % of the records need at most, prompt and answer included; an estimate. */
  readonly tokensP99: number;
  /** Tokens of the longest record, likewise. */
  readonly tokensLongest: number;
  /** Tokens of each record, likewise, in the order of the file. */
  readonly tokens: readonly number[];
  readonly base: Pick<BaseModel, 'parameters' | 'contextLength'>;
}
