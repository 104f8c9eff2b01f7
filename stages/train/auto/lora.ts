import type { MethodName } from '../../../pipeline/contracts/methods.ts';
import type { Choice } from './choice.ts';

/** With rsLoRA alpha / sqrt(rank) scales the adapter; 8 gives the scale of LoRA, which is 2, at a rank of 16. */
const RSLORA_ALPHA = 8;

/** Rank of the adapter's matrices. 16 is also the default limit of the servers that will load it (vLLM). */
export function chooseRank(): Choice<number> {
  return {
    value: 16,
    reason: {
      'zh-TW': '秩 16 足以學會這類任務，且可直接由 vLLM 的預設設定載入。',
      en: 'Rank 16 is enough to learn such a task, and vLLM loads it with its default settings.',
    },
  };
}

/** Scale of the adapter, so that the learning rate keeps its meaning at every rank. */
export function chooseAlpha(method: MethodName, rank: number): Choice<number> {
  if (method === 'rslora') {
    return {
      value: RSLORA_ALPHA,
      reason: {
        'zh-TW': `rsLoRA 以秩的平方根縮放，各秩皆用 ${RSLORA_ALPHA}，學習率的意義不變。`,
        en: `rsLoRA divides by the root of the rank: ${RSLORA_ALPHA} at every rank keeps the learning rate's meaning.`,
      },
    };
  }
  return {
    value: 2 * rank,
    reason: {
      'zh-TW': `秩 ${rank} 的兩倍，使學習率不因秩而改變意義。`,
      en: `Twice the rank of ${rank}, so that the learning rate means the same at every rank.`,
    },
  };
}

/**
 * Share of the adapter's inputs left out at random in training. It guards against learning by heart, which one pass cannot
 * do, and costs a fifth of the speed on a CPU.
 */
export function chooseDropout(epochs: number): Choice<number> {
  return epochs <= 1
    ? {
        value: 0,
        reason: {
          'zh-TW': '每筆記錄只看一次，不會死背，因此不需隨機遮蔽。',
          en: 'Each record is seen once, so nothing can be learnt by heart; dropout is not needed.',
        },
      }
    : {
        value: 0.05,
        reason: {
          'zh-TW': '記錄會重複看到，略微隨機遮蔽可減少死背。',
          en: 'Records are seen again; a little dropout keeps the adapter from learning them by heart.',
        },
      };
}
