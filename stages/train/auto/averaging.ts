import type { Choice } from './choice.ts';

/** Fewer steps than this are all needed to learn; the mean of their weights would lag behind. */
const FEWEST_STEPS = 60;

/** Share of the steps that are over before weights are averaged. */
export const AVERAGE_FROM = 0.3;

/**
 * Whether the mean of the weights over the later steps is kept instead of the last ones. Measured with Gemma 3 270M on
 * 2,000 legal texts, one epoch at a constant rate, macro-F1 on 900 texts of laws never seen: 0.618 at the last step, 0.646
 * for the mean; a rate falling along a cosine without a mean gave 0.621.
 */
export function chooseAveraging(steps: number): Choice<boolean> {
  return steps >= FEWEST_STEPS
    ? {
        value: true,
        reason: {
          'zh-TW': `共 ${steps} 步；取後 ${Math.round((1 - AVERAGE_FROM) * 100)}% 各步權重的平均，對沒看過的文字判斷較準。`,
          en: `Of ${steps} steps the weights of the last ${Math.round((1 - AVERAGE_FROM) * 100)} % are averaged, which judges unseen texts better.`,
        },
      }
    : {
        value: false,
        reason: {
          'zh-TW': `只有 ${steps} 步，每一步都還在學習，不取平均。`,
          en: `With only ${steps} steps every one is still learning, so nothing is averaged.`,
        },
      };
}
