import type { MethodName } from '../../../pipeline/contracts/methods.ts';
import { baseSize } from './base-size.ts';
import type { Choice } from './choice.ts';

/** Upper size of a base in parameters, and the LoRA learning rate that suits it. Larger models move at smaller steps. */
const BY_SIZE: readonly { readonly below: number; readonly rate: number }[] = [
  { below: 1e9, rate: 3e-4 },
  { below: 5e9, rate: 2e-4 },
  { below: Number.POSITIVE_INFINITY, rate: 1e-4 },
];

/** What PEFT's own guide to prompt tuning trains with. */
const PROMPT_TUNING_RATE = 0.03;

/**
 * Peak learning rate by the size of the base. 3e-4 is tried: with Gemma 3 270M it beat 5e-4, which overfitted; 2e-4 and
 * 1e-4 are what the makers of larger models use for LoRA (Hu et al. 2021, table 11; Dettmers et al. 2023, table 9).
 */
export function chooseLearningRate(method: MethodName, parameters: number): Choice<number> {
  if (method === 'prompt_tuning') {
    return {
      value: PROMPT_TUNING_RATE,
      reason: {
        'zh-TW': `提示微調只訓練少數向量，需要大得多的步伐：${PROMPT_TUNING_RATE}。`,
        en: `A tuned prompt is a few vectors, which need far larger steps: ${PROMPT_TUNING_RATE}.`,
      },
    };
  }
  const { rate } = BY_SIZE.find(({ below }) => parameters < below)!;
  const size = baseSize(parameters);
  return {
    value: rate,
    reason: {
      'zh-TW': `原模型有 ${size} 參數，此大小以 LoRA 訓練適用 ${rate}。`,
      en: `The base has ${size} parameters; ${rate} suits LoRA at that size.`,
    },
  };
}
