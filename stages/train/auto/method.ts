import type { Choice } from './choice.ts';

/** LoRA is the one method there is. */
export function chooseMethod(): Choice<'lora'> {
  return {
    value: 'lora',
    reason: {
      'zh-TW': 'LoRA 只訓練少量參數，所需記憶體少，發布的檔案也小。',
      en: 'LoRA trains few parameters: little memory, and a small file to publish.',
    },
  };
}
