import { baseSize } from './base-size.ts';
import type { Choice } from './choice.ts';

/** Upper size of a base in parameters, and the LoRA learning rate that suits DPO on it. */
const BY_SIZE: readonly { readonly below: number; readonly rate: number }[] = [
  { below: 1e9, rate: 5e-5 },
  { below: 5e9, rate: 2e-5 },
  { below: Number.POSITIVE_INFINITY, rate: 5e-6 },
];

/**
 * Peak learning rate for pairs. 5e-6 is what the alignment handbook trains Zephyr 7B with, by LoRA over 4 bits; smaller bases take
 * larger steps, as with answers alone. Not measured by us: `train.sweep` finds a better one where there is one.
 */
export function choosePreferenceRate(parameters: number): Choice<number> {
  const { rate } = BY_SIZE.find(({ below }) => parameters < below)!;
  const size = baseSize(parameters);
  return {
    value: rate,
    reason: {
      'zh-TW': `原模型有 ${size} 參數；學習偏好的步伐須遠小於學習回答，此大小適用 ${rate}。`,
      en: `The base has ${size} parameters; preferences take far smaller steps than answers, ${rate} at that size.`,
    },
  };
}

/** Pairs that are worth seeing in all. */
const ENOUGH_PAIRS = 640;

/** Zephyr was trained for one to three (Tunstall et al. 2023); more passes overfit preferences. */
const MOST_EPOCHS = 3;

/** Whole passes over the pairs: one, up to three where there are few. The validation pairs choose the best point. */
export function choosePreferenceEpochs(pairs: number): Choice<number> {
  const value = Math.min(MOST_EPOCHS, Math.max(1, Math.round(ENOUGH_PAIRS / Math.max(1, pairs))));
  return {
    value,
    reason:
      value === 1
        ? {
            'zh-TW': `有 ${pairs} 組回答，訓練一輪已足夠；偏好很快就會過度擬合。`,
            en: `One epoch of ${pairs} pairs is enough; preferences are soon overfitted.`,
          }
        : {
            'zh-TW': `只有 ${pairs} 組回答，訓練 ${value} 輪；偏好最多三輪，再多容易過度擬合。`,
            en: `There are only ${pairs} pairs, so ${value} epochs; more than three tend to overfit preferences.`,
          },
  };
}

/** None: what the base makes of the answers is computed without it, and the margin would measure the noise as well. */
export function choosePreferenceDropout(): Choice<number> {
  return {
    value: 0,
    reason: {
      'zh-TW': '偏好是與未遮蔽的原模型比較，隨機遮蔽只會添加雜訊。',
      en: 'Preference is measured against the base without dropout, so dropout would only be noise.',
    },
  };
}

/** What the paper uses unless it says otherwise (Rafailov et al. 2023, appendix B). */
export function chooseBeta(): Choice<number> {
  return {
    value: 0.1,
    reason: {
      'zh-TW': '0.1 是 DPO 論文的預設：讓模型偏好較佳的回答，而不過度偏離原模型。',
      en: '0.1 is the default of the paper on DPO: the model learns to prefer without leaving its base far behind.',
    },
  };
}

/**
 * As much as the preference itself, as in all experiments of Pang et al. 2024 (section 3). Preference training usually follows one on
 * answers; this term is that training in the same pass, which suits small data.
 */
export function chooseSftWeight(): Choice<number> {
  return {
    value: 1,
    reason: {
      'zh-TW': '較佳的回答本身也一併學習，與偏好同等重要；否則兩種回答的機率可能一起下降。',
      en: 'The chosen answers are learnt too, as much as the preference; else both answers might become less likely together.',
    },
  };
}
