import type { Choice } from './choice.ts';

/** Vectors of a tuned prompt: beyond 20 there is little to gain (Lester et al. 2021, figure 3a). */
export function chooseVirtualTokens(): Choice<number> {
  return {
    value: 20,
    reason: {
      'zh-TW': '20 個向量已足夠，再多幾乎沒有助益，只會佔用長度。',
      en: 'Twenty vectors are enough: more hardly help, and take up length.',
    },
  };
}
