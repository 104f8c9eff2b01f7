import type { Choice } from './choice.ts';

/** The learning rate after the warm-up: constant where weights are averaged, for the mean needs steps that still move. */
export function chooseSchedule(averaging: boolean): Choice<'constant' | 'cosine'> {
  if (averaging) {
    return {
      value: 'constant',
      reason: {
        'zh-TW': '各步權重會取平均，因此學習率保持不變。',
        en: 'The weights are averaged, which calms what falling steps would; the rate stays.',
      },
    };
  }
  return {
    value: 'cosine',
    reason: {
      'zh-TW': '學習率先升後緩降到零，最後幾步較平穩。',
      en: 'The learning rate falls smoothly to zero, so that the last steps are calm ones.',
    },
  };
}

/** Share of the steps over which the learning rate rises from zero. */
export function chooseWarmup(): Choice<number> {
  return {
    value: 0.03,
    reason: {
      'zh-TW': '前 3% 的步數逐漸提高學習率，避免一開始就走偏。',
      en: 'The first 3 % of the steps raise the learning rate, so that training does not start astray.',
    },
  };
}
