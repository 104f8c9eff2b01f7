import type { PairPreference } from '../../../pipeline/contracts/pair-preference.ts';
import { readPairScores } from '../predictions/answers.ts';
import { exactShare } from '../statistics/exact-share.ts';
import { mcnemarExact } from '../statistics/mcnemar.ts';
import type { AskedPairs } from './ask-pairs.ts';

/** Errors: `TRAINER_OUTPUT` where the scores are not those of these pairs. */
export function preferenceOf({ ids, of, ...asked }: AskedPairs, confidence: number): PairPreference {
  const base = readPairScores(asked.base, ids);
  const margins = readPairScores(asked.tuned, ids).map(
    ([own, other], at) => own - base[at]![0] - (other - base[at]![1]),
  );
  const pairs = ids.length;
  const preferred = margins.filter((margin) => margin > 0).length;
  return {
    pairs,
    of,
    preferred,
    share: preferred / pairs,
    interval: exactShare(preferred, pairs, confidence),
    confidence,
    p: mcnemarExact(preferred, pairs - preferred),
    margin: margins.reduce((sum, margin) => sum + margin, 0) / pairs,
  };
}
