import type { ObjectiveName } from '../../../pipeline/contracts/data-reports.ts';
import type { MethodName } from '../../../pipeline/contracts/methods.ts';
import type { Choice, PairFacts } from './choice.ts';

/** With fewer pairs than this among the records more would be lost than learnt. */
const LEAST_SHARE = 0.5;

/**
 * Pairs of answers where the upload is one of them and at least half of its records have two answers that differ. Not for a tuned
 * prompt, which never begins as its base.
 * @param pairs null: the upload is none of pairs, or its answers are labels
 */
export function chooseObjective(method: MethodName, pairs: PairFacts | null): Choice<ObjectiveName> {
  if (pairs === null) {
    return {
      value: 'sft',
      reason: {
        'zh-TW': '這不是兩種回答的偏好資料，因此學習回答本身。',
        en: 'These are no pairs of answers to choose between, so the answers themselves are learnt.',
      },
    };
  }
  const { usable, of } = pairs;
  if (method === 'prompt_tuning') {
    return {
      value: 'sft',
      reason: {
        'zh-TW': '提示微調的起點不是原模型本身，無從比較偏好，因此只學習較佳的回答。',
        en: 'A tuned prompt never begins as its base, which preference is measured against, so the better answers alone are learnt.',
      },
    };
  }
  if (usable < LEAST_SHARE * of) {
    return {
      value: 'sft',
      reason: {
        'zh-TW': `${of} 筆記錄中只有 ${usable} 筆附有不同的落選回答，因此學習全部的回答。`,
        en: `Only ${usable} of ${of} records have a rejected answer that differs, so the answers of all are learnt.`,
      },
    };
  }
  return {
    value: 'preference',
    reason: {
      'zh-TW': `${of} 筆記錄中有 ${usable} 筆附有落選的回答，因此學習偏好較佳的回答（DPO）。`,
      en: `${usable} of ${of} records have a rejected answer beside the chosen one, so the preference is learnt (DPO).`,
    },
  };
}
