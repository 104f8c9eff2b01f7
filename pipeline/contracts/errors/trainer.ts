import { defineErrors } from './entry.ts';

/** Faults of the trainer command; the trainer's own codes are mapped onto these. */
export const trainerErrors = defineErrors({
  TRAINER_FAILED: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The trainer ended with status {status}: {detail}',
      'zh-TW': '訓練程式以狀態 {status} 結束：{detail}',
    },
    advice: {
      en: 'The log of the stage says more; resume the run once the cause is mended.',
      'zh-TW': '階段記錄中有更多說明；排除原因後可繼續此執行。',
    },
  },
  TRAINER_STUCK: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Training stood still and was ended: {detail}',
      'zh-TW': '訓練停滯不動，已結束該程式：{detail}',
    },
    advice: {
      en: 'It goes on from its checkpoint by itself. If it happens again, look at the device (nvidia-smi, dmesg) and at the disk that the work lies on.',
      'zh-TW': '訓練會自動從檢查點繼續。若再次發生，請檢查裝置（nvidia-smi、dmesg）與工作目錄所在的磁碟。',
    },
  },
  METHOD_UNSUPPORTED: {
    http: 422,
    exit: 4,
    retry: 'never',
    message: {
      en: 'This machine cannot train by train.method {method}: {detail}.',
      'zh-TW': '此機器無法以 train.method {method} 訓練：{detail}。',
    },
    advice: {
      en: 'Set train.method to lora, which trains anywhere, or let a machine with an NVIDIA GPU do the training.',
      'zh-TW': '請把 train.method 設為 lora（任何機器皆可訓練），或改由配備 NVIDIA GPU 的機器訓練。',
    },
  },
  PREFERENCE_NO_PAIRS: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'train.objective is preference, but none of the {records} training records has a rejected answer that differs from its own.',
      'zh-TW': 'train.objective 為 preference，但 {records} 筆訓練記錄中沒有任何一筆附有不同的落選回答。',
    },
    advice: {
      en: 'Upload preference pairs (prompt, chosen, rejected), or set train.objective to sft.',
      'zh-TW': '請上傳偏好資料（prompt、chosen、rejected），或把 train.objective 設為 sft。',
    },
  },
  PREFERENCE_OF_LABELS: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'train.objective is preference, but the task is {task}, whose answers are chosen among labels.',
      'zh-TW': 'train.objective 為 preference，但任務是 {task}，答案是從標籤中選出的。',
    },
    advice: {
      en: 'Set task.kind to generation where answers are written, or set train.objective to sft.',
      'zh-TW': '若答案是撰寫的，請把 task.kind 設為 generation；否則請把 train.objective 設為 sft。',
    },
  },
  EXPORT_UNSUPPORTED: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'This model cannot be handed over in this form: {detail}.',
      'zh-TW': '此模型無法匯出為這種形式：{detail}。',
    },
    advice: {
      en: 'Choose another --format; docs/training.md says what each holds and who serves it.',
      'zh-TW': '請改用其他 --format；各形式的內容與適用的伺服器見 docs/training.md。',
    },
  },
  EXPORT_METHOD: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'A model trained by {method} cannot be exported as {format}.',
      'zh-TW': '以 {method} 訓練的模型無法匯出為 {format}。',
    },
    advice: {
      en: 'It can be exported as {formats} (peft: leave --format out). docs/training.md says who serves what.',
      'zh-TW': '可匯出為 {formats}（peft：不加 --format）。各伺服器支援的形式見 docs/training.md。',
    },
  },
  EXPORT_BASE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The base model {id} on this machine has digest {found}, but the version was trained on {expected}.',
      'zh-TW': '此機器上的基礎模型 {id} 摘要為 {found}，但此版本是以 {expected} 訓練的。',
    },
    advice: {
      en: 'Bring in the same weights with `touchstone base add`, or export where the model was trained.',
      'zh-TW': '請用 `touchstone base add` 匯入相同的權重，或在訓練的機器上匯出。',
    },
  },
  EXPORT_VERSION: {
    http: 422,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The version holds no usable {file}, which an export needs.',
      'zh-TW': '此版本沒有匯出所需的 {file}，或其內容不符。',
    },
    advice: {
      en: 'Fetch the version as it is (without --format) and look at the file.',
      'zh-TW': '請先原樣取得此版本（不加 --format），再查看該檔案。',
    },
  },
  TRAINER_OUTPUT: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'What the trainer wrote ({file}) is not what it should be: {detail}',
      'zh-TW': '訓練程式寫出的內容（{file}）不符規定：{detail}',
    },
    advice: {
      en: 'Check that the trainer is the one that came with this version of Touchstone (`touchstone doctor`).',
      'zh-TW': '請確認訓練程式與此版 Touchstone 相符（`touchstone doctor`）。',
    },
  },
  TRAINER_INTERRUPTED: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The trainer was interrupted; its checkpoint is kept.',
      'zh-TW': '訓練被中斷，檢查點已保留。',
    },
    advice: {
      en: 'Nothing to do: training goes on from the checkpoint.',
      'zh-TW': '無須處理：訓練會從檢查點繼續。',
    },
  },
  TRAINER_KILLED: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The trainer was killed (signal 9), by somebody or because the machine ran out of memory.',
      'zh-TW': '訓練程式被強制終止（訊號 9），可能是人為，或機器記憶體不足。',
    },
    advice: {
      en: 'It is tried again from its checkpoint. If it keeps happening, set train.batch_size lower or use a machine with more memory.',
      'zh-TW': '系統會從檢查點再試。若一再發生，請調低 train.batch_size，或改用記憶體較大的機器。',
    },
  },
  TRAINER_OUT_OF_MEMORY: {
    http: 507,
    exit: 4,
    retry: 'never',
    message: { en: 'The trainer ran out of memory ({detail}).', 'zh-TW': '訓練程式記憶體不足（{detail}）。' },
    advice: {
      en: 'Set train.batch_size or train.max_length lower, choose a smaller base model, or use a machine with more memory.',
      'zh-TW': '請調低 train.batch_size 或 train.max_length、選較小的基礎模型，或改用記憶體較大的機器。',
    },
  },
  TRAINER_DOES_NOT_FIT: {
    http: 507,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Training needs at least {needed} GiB of memory, and {available} GiB is available on {device}.',
      'zh-TW': '訓練至少需要 {needed} GiB 記憶體，而 {device} 可用的只有 {available} GiB。',
    },
    advice: {
      en: 'Fewer records at once and computing activations twice were reckoned with already. Settings that would fit: {settings}. Otherwise choose a smaller base model, or a machine with {needed} GiB free.',
      'zh-TW':
        '已把一次處理的筆數減到最少並重新計算中間結果，仍然不足。可行的設定：{settings}。否則請選較小的基礎模型，或改用有 {needed} GiB 可用記憶體的機器。',
    },
  },
  TRAINER_DIVERGED: {
    http: 422,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Training diverged: the loss is no longer a number (step {step}).',
      'zh-TW': '訓練發散：損失值已不是數字（第 {step} 步）。',
    },
    advice: {
      en: 'Set train.learning_rate lower (a third of the present value) and run again.',
      'zh-TW': '請把 train.learning_rate 調低（約目前的三分之一）後重新執行。',
    },
  },
  TRAINER_ENVIRONMENT: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: { en: 'The trainer could not work: {detail}', 'zh-TW': '訓練程式無法運作：{detail}' },
    advice: {
      en: 'It is tried again; if it keeps failing, check disk and permissions.',
      'zh-TW': '系統會再試；若持續失敗，請檢查磁碟與權限。',
    },
  },
  TRAINER_MISSING: {
    http: 503,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The Python environment of the trainer is not there: {detail}',
      'zh-TW': '找不到訓練程式的 Python 環境：{detail}',
    },
    advice: {
      en: 'Run `npm run setup`, or set TOUCHSTONE_PYTHON to an interpreter that has touchstone_trainer.',
      'zh-TW': '請執行 `npm run setup`，或把 TOUCHSTONE_PYTHON 設為已安裝 touchstone_trainer 的直譯器。',
    },
  },
});
