import { excerpt } from '../../excerpt.ts';
import { questionGist } from '../../fingerprint/content.ts';
import { isBlank, type SetRule } from '../rule.ts';

/** There is no answer to learn. */
export const emptyOutput: SetRule = {
  scope: 'set',
  begin: () => ({
    examine: ({ record, answer }) =>
      isBlank(answer) ? [{ with: null, evidence: excerpt(questionGist(record)) }] : [],
  }),
};
