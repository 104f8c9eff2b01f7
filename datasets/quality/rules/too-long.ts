import { estimateAbove } from '../../tokens/token-estimate.ts';
import type { RecordRule } from '../rule.ts';

/** More tokens than the base reads, by an estimate from the characters: the trainer would cut the question. */
export const tooLong: RecordRule = {
  scope: 'record',
  begin: ({ tokenLimit: { tokens, vocabulary } }) => ({
    examine: (record) => {
      const needed = estimateAbove(record, vocabulary, tokens);
      return needed === null ? null : { evidence: `≈ ${needed} > ${tokens}` };
    },
  }),
};
