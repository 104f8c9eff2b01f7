import { defineErrors } from './entry.ts';

/** Faults around base models. */
export const baseErrors = defineErrors({
  BASE_UNKNOWN: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'There is no base model "{id}" in the catalogue.',
      'zh-TW': '目錄中沒有基礎模型「{id}」。',
    },
    advice: {
      en: 'Did you mean "{suggestion}"? `touchstone base list` shows all.',
      'zh-TW': '您是否要用「{suggestion}」？`touchstone base list` 可列出全部。',
    },
  },
  BASE_UNREACHABLE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The weights of base model "{id}" cannot be reached: {detail}',
      'zh-TW': '無法取得基礎模型「{id}」的權重：{detail}',
    },
    advice: {
      en: 'Bring the weights in by hand: copy the model directory (config.json, *.safetensors, tokenizer files) or GGUF file to this machine and run `touchstone base add {id} --from <dir>`.',
      'zh-TW':
        '請手動帶入權重：把模型目錄（config.json、*.safetensors、分詞器檔案）或 GGUF 檔複製到本機，再執行 `touchstone base add {id} --from <目錄>`。',
    },
  },
  BASE_DIGEST: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The weights brought in for "{id}" have another digest than the catalogue names.',
      'zh-TW': '為「{id}」帶入的權重，其摘要與目錄所載不同。',
    },
    advice: {
      en: 'Fetch the files again from their makers, at the revision named in the catalogue.',
      'zh-TW': '請依目錄所載的版本，重新向原製作者取得檔案。',
    },
  },
  BASE_UNSAFE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The model directory holds something that Touchstone will not load: {detail}',
      'zh-TW': '模型目錄中有 Touchstone 不會載入的內容：{detail}',
    },
    advice: {
      en: 'Use a directory with safetensors or GGUF weights and no code of its own.',
      'zh-TW': '請改用只有 safetensors 或 GGUF 權重、不含程式碼的目錄。',
    },
  },
});
