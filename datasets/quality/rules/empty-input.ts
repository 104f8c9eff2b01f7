import { excerpt } from '../../excerpt.ts';
import { questionText } from '../../fingerprint/content.ts';
import { isBlank, seenPart } from '../blank.ts';
import type { SetRule } from '../rule.ts';

/**
 * Nothing is asked: the question is blank, or it is no more than the instruction that other records put before their
 * input.
 */
export const emptyInput: SetRule = {
  scope: 'set',
  begin: ({ openings }) => ({
    examine: ({ record }) => {
      const text = questionText(record);
      return isBlank(text) || openings.isInstruction(seenPart(text))
        ? [{ with: null, evidence: excerpt(text) }]
        : [];
    },
  }),
};
