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
      en: 'The weights for "{id}" are not what they should be: {detail}',
      'zh-TW': '「{id}」的權重與應有的內容不符：{detail}',
    },
    advice: {
      en: 'Copy the files again, or fetch them anew from their makers at the revision that the catalogue names.',
      'zh-TW': '請重新複製檔案，或依目錄所載的版本重新向原製作者取得。',
    },
  },
  BASE_INVALID: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'What was brought in for base model "{id}" cannot be used: {detail}',
      'zh-TW': '為基礎模型「{id}」帶入的內容無法使用：{detail}',
    },
    advice: {
      en: 'A model directory holds config.json, tokenizer.json and *.safetensors; else bring one GGUF file.',
      'zh-TW': '模型目錄須包含 config.json、tokenizer.json 與 *.safetensors；或改帶入單一 GGUF 檔。',
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
