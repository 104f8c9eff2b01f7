import { excerpt } from '../excerpt.ts';
import { questionGist } from '../fingerprint/content.ts';
import { isBlank, type QualityRule } from './rule.ts';

/** There is no answer to learn. */
export const emptyOutput: QualityRule = {
  action: 'drop',
  setting: 'drop_empty',
  title: { en: 'Empty answer', 'zh-TW': '答案為空' },
  begin: () => ({
    examine: ({ record, answer }) =>
      isBlank(answer) ? [{ record: record.id, with: null, evidence: excerpt(questionGist(record)) }] : [],
  }),
};
