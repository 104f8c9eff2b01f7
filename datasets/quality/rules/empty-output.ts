import { excerpt } from '../../excerpt.ts';
import { isBlank } from '../blank.ts';
import type { SetRule } from '../rule.ts';

/** There is no answer to learn. */
export const emptyOutput: SetRule = {
  scope: 'set',
  begin: () => ({
    examine: ({ gist, answer }) => (isBlank(answer) ? [{ with: null, evidence: excerpt(gist) }] : []),
  }),
};
