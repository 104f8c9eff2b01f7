import type { TokenLimit } from '../../../pipeline/contracts/base-limits.ts';
import type { DatasetRecord } from '../../../pipeline/contracts/record.ts';
import { questionText } from '../../fingerprint/content.ts';
import { LanguageSample } from '../../language/language-sample.ts';
import { likelyRecordTokens, mayExceed } from '../../tokens/token-estimate.ts';
import type { RecordRule } from '../rule.ts';

/** More tokens than the base reads, by an estimate from the characters: the trainer would cut the question. */
export const tooLong: RecordRule = {
  scope: 'record',
  begin: ({ tokenLimits }) => {
    const shortest = Math.min(
      ...Object.values(tokenLimits).flatMap((limits) => limits.map(({ tokens }) => tokens)),
    );
    return {
      examine: (record) => {
        if (!mayExceed(record, shortest)) return null;
        const over = mostExceeded(record, tokenLimits[languageOf(record)]);
        return over === null ? null : { evidence: `≈ ${over.needed} > ${over.tokens}` };
      },
    };
  },
};

/** The limit that a record is farthest over, with the tokens that it needs there; null where it keeps to all. */
function mostExceeded(record: DatasetRecord, limits: readonly TokenLimit[]) {
  const over = limits
    .map(({ tokens, vocabulary }) => ({ tokens, needed: likelyRecordTokens(record, vocabulary) }))
    .filter(({ tokens, needed }) => needed > tokens)
    .sort((a, b) => b.needed / b.tokens - a.needed / a.tokens);
  return over[0] ?? null;
}

function languageOf(record: DatasetRecord) {
  const sample = new LanguageSample();
  sample.see(questionText(record), 0);
  return sample.language;
}
