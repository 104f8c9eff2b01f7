import { defineErrors } from './entry.ts';

/** Faults of generation: what was asked for, and the endpoint that it needs. No text of an endpoint is ever repeated. */
export const generateErrors = defineErrors({
  GENERATE_NO_ENDPOINT: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The spec asks for generated records ({method}), but no text model is set up.',
      'zh-TW': '管線設定要求生成記錄（{method}），但尚未設定文字模型的端點。',
    },
    advice: {
      en: 'Set TOUCHSTONE_GENERATE_URL and TOUCHSTONE_GENERATE_MODEL (docs/generate.md) and start the service again, or set generate.method to none.',
      'zh-TW':
        '請設定 TOUCHSTONE_GENERATE_URL 與 TOUCHSTONE_GENERATE_MODEL（見 docs/generate.md）後重新啟動服務，或把 generate.method 設為 none。',
    },
  },
  GENERATE_NO_PRICE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The spec limits what generation may cost, but the price of the text model is not set.',
      'zh-TW': '管線設定限制了生成的費用，但未設定文字模型的價格。',
    },
    advice: {
      en: 'Set TOUCHSTONE_GENERATE_PRICE (docs/generate.md), or limit generate.max_tokens_total instead of generate.max_cost.',
      'zh-TW':
        '請設定 TOUCHSTONE_GENERATE_PRICE（見 docs/generate.md），或改用 generate.max_tokens_total 限制用量。',
    },
  },
  GENERATE_SETTING: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '"generate.{field}" does not suit the method {method}: {detail}',
      'zh-TW': '「generate.{field}」不適用於方法 {method}：{detail}',
    },
    advice: {
      en: 'docs/generate.md says what each method needs.',
      'zh-TW': '各方法需要的設定見 docs/generate.md。',
    },
  },
  GENERATE_NO_EVALUATION: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The pairs for hard_negatives were to come from the last evaluation of "{name}", and there is none of a classification.',
      'zh-TW': 'hard_negatives 的標籤配對要取自「{name}」最近一次的評測，但還沒有分類的評測結果。',
    },
    advice: {
      en: 'Run "{name}" once without generation, so that it is evaluated; or name the pairs: --set \'generate.pairs=[["label A","label B"]]\'.',
      'zh-TW':
        '請先不生成資料、執行一次「{name}」以取得評測結果；或自行指定配對：--set \'generate.pairs=[["標籤甲","標籤乙"]]\'。',
    },
  },
  GENERATE_NO_CONFUSIONS: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The pairs for hard_negatives were to come from the evaluation of run {run}, which mixed up no labels.',
      'zh-TW': 'hard_negatives 的標籤配對要取自執行 {run} 的評測，但其中沒有混淆任何標籤。',
    },
    advice: {
      en: 'There is nothing to be gained from hard negatives then; name pairs yourself (generate.pairs) if you know of some that the test does not show.',
      'zh-TW': '此時困難樣本幫助不大；若您知道測試資料沒有呈現的混淆，可自行以 generate.pairs 指定配對。',
    },
  },
  GENERATE_NO_TEST: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Records made from documents are only trained on, so that a dataset of documents has nothing to test the model with.',
      'zh-TW': '由文件生成的記錄只用於訓練，因此只有文件的資料集沒有可以測試模型的記錄。',
    },
    advice: {
      en: 'Give a test file that people have labelled (--test FILE). To make one: touchstone dataset generate DOCUMENTS --out test.xlsx, check and correct each record there, and put the checker’s name into its column reviewed_by (docs/generate.md).',
      'zh-TW':
        '請提供由人員標註的測試檔（--test 檔案）。製作方式：先執行 touchstone dataset generate 文件 --out test.xlsx，逐筆檢核、更正，並在 reviewed_by 欄填上檢核者姓名（見 docs/generate.md）。',
    },
  },
  GENERATE_NO_MATERIAL: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'There is nothing to generate from with the method {method}: {detail}',
      'zh-TW': '方法 {method} 沒有可用的來源：{detail}',
    },
    advice: {
      en: 'Choose a method that suits the dataset: some need records with labels, some need documents (docs/generate.md).',
      'zh-TW': '請改用適合此資料集的方法：有些需要有標籤的記錄，有些需要文件（見 docs/generate.md）。',
    },
  },
  GENERATE_UNREACHABLE: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'The text model cannot be reached at present: {detail}. Every answer so far is kept.',
      'zh-TW': '目前連不上文字模型：{detail}。已取得的回答都保留著。',
    },
    advice: {
      en: 'Check that the endpoint runs and can be reached from here; the run goes on by itself as soon as it answers.',
      'zh-TW': '請確認端點正在執行且可由此處連線；端點恢復後，執行會自動繼續。',
    },
  },
  GENERATE_DENIED: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The text model refuses every request: {detail}. Every answer so far is kept.',
      'zh-TW': '文字模型拒絕所有請求：{detail}。已取得的回答都保留著。',
    },
    advice: {
      en: 'Check TOUCHSTONE_GENERATE_URL, TOUCHSTONE_GENERATE_KEY, the name of the model and what is left of its quota, then resume the run.',
      'zh-TW': '請檢查 TOUCHSTONE_GENERATE_URL、TOUCHSTONE_GENERATE_KEY、模型名稱與剩餘額度，再繼續此執行。',
    },
  },
  GENERATE_NOTHING: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'None of {tried} tries gave a record that passed the filters.',
      'zh-TW': '{tried} 次嘗試都沒有產生通過篩選的記錄。',
    },
    advice: {
      en: 'Begin with the filter that most were lost at. Every answer is kept: what does not change is not asked for again.',
      'zh-TW': '請由刷掉最多的一項著手。已取得的回答都保留著，沒有更動的部分不會重複提問。',
    },
  },
  GENERATE_NONE_IN_RUN: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Run {run} has no record that a text model made.',
      'zh-TW': '執行 {run} 中沒有由文字模型生成的記錄。',
    },
    advice: {
      en: 'generate.method in the spec of a run asks for some (docs/generate.md); cleaning may have dropped them: touchstone runs findings.',
      'zh-TW':
        '管線設定的 generate.method 可要求生成（見 docs/generate.md）；也可能在整理時被刪除：請見 touchstone runs findings。',
    },
  },
  GENERATE_NO_ROOM: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The budget has no room for a single question: generate.{field} is used up or too small.',
      'zh-TW': '用量上限連一個問題都容不下：generate.{field} 已用完或太小。',
    },
    advice: {
      en: 'Raise it, or lower generate.max_tokens: a question is sent only if the longest answer still has room.',
      'zh-TW': '請調高此上限，或調低 generate.max_tokens：容得下最長的回答時，才會送出問題。',
    },
  },
});
