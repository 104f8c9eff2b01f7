import type { MethodName } from '../../../pipeline/contracts/methods.ts';
import type { Choice } from './choice.ts';

/** LoRA: no other method is as well supported where models are served. */
export function chooseMethod(): Choice<MethodName> {
  return {
    value: 'lora',
    reason: {
      'zh-TW': 'LoRA 只訓練少量參數，所需記憶體少，發布的檔案也小，且各種伺服器都能載入。',
      en: 'LoRA trains few parameters: little memory, a small file to publish, and every server loads it.',
    },
  };
}
