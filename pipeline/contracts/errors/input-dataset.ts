import { defineErrors } from './entry.ts';
import { inputFault } from './input-fault.ts';

/** The records taken together, after cleaning. */
export const datasetErrors = defineErrors({
  INPUT_TOO_FEW_RECORDS: inputFault(
    {
      en: 'Only {count} usable records are left; {minimum} are needed at least.',
      'zh-TW': '可用的記錄只有 {count} 筆，至少需要 {minimum} 筆。',
    },
    {
      en: 'Add records; a few dozen for each label is a good start.',
      'zh-TW': '請增加記錄；每個標籤先有數十筆較為理想。',
    },
  ),
  INPUT_SINGLE_CLASS: inputFault(
    {
      en: 'All records have the same label, "{label}".',
      'zh-TW': '所有記錄的標籤都是「{label}」。',
    },
    {
      en: 'Classification needs two labels or more: add records of the others.',
      'zh-TW': '分類至少需要兩種標籤，請加入其他標籤的記錄。',
    },
  ),
  INPUT_NOT_LABELS: inputFault(
    {
      en: '{once} of {count} records have an answer that no other record has: these are not labels.',
      'zh-TW': '{count} 筆記錄中有 {once} 筆的答案只出現一次，看來不是分類的標籤。',
    },
    {
      en: 'Classification needs answers that recur, a few dozen records for each. Check that the right column was taken.',
      'zh-TW': '分類需要重複出現的答案，每種以數十筆為宜。請確認取用了正確的欄位。',
    },
  ),
  INPUT_LABEL_ONCE: inputFault(
    { en: 'The label "{label}" occurs only once.', 'zh-TW': '標籤「{label}」只出現一次。' },
    {
      en: 'Add records of this label, or correct it if it is a slip of the pen; one record cannot be both learned and tested.',
      'zh-TW': '請增加此標籤的記錄；若為筆誤請修正。只有一筆記錄時，無法既用於訓練又用於測試。',
    },
  ),
  INPUT_TEST_LABEL_UNSEEN: inputFault(
    {
      en: '{count} test records have the label "{label}", which no training record has.',
      'zh-TW': '有 {count} 筆測試記錄的標籤為「{label}」，但訓練記錄中沒有這個標籤。',
    },
    {
      en: 'Add training records with this label, or correct the label in the test records. Where records are generated: raise generate.count, and say in generate.labels what this label means.',
      'zh-TW':
        '請加入此標籤的訓練記錄，或修正測試記錄中的標籤。記錄是生成的時候，請提高 generate.count，並在 generate.labels 寫明此標籤的意思。',
    },
  ),
  INPUT_TEST_INSTRUCTION: inputFault(
    {
      en: 'The dataset and the test file differ: only one of them carries instructions with its records.',
      'zh-TW': '資料集與測試檔不一致：只有其中一個檔案的記錄附有指示。',
    },
    {
      en: 'Give both files in the same format, with the same instruction.',
      'zh-TW': '請讓兩個檔案使用相同格式與相同指示。',
    },
  ),
  INPUT_TEST_OVERLAP: inputFault(
    {
      en: '{leaked} records of the dataset are in the test as well; only {left} are left to train on.',
      'zh-TW': '資料集中有 {leaked} 筆記錄同時出現在測試中，只剩 {left} 筆可供訓練。',
    },
    {
      en: 'Give a test of other records; a model tested on what it was trained on proves nothing.',
      'zh-TW': '請改用不同的測試記錄；以訓練過的資料測試，無法證明模型的能力。',
    },
  ),
  INPUT_TEST_GENERATED: inputFault(
    {
      en: '{count} records of the test file were made by a model, and nobody has checked them.',
      'zh-TW': '測試檔中有 {count} 筆記錄是模型生成的，尚未經人工檢核。',
    },
    {
      en: 'Have a person check and correct each of them, and put that person’s name into its column reviewed_by; leave the others out. A model tested on unchecked answers of a model proves nothing.',
      'zh-TW':
        '請由承辦人員逐筆檢核、更正，並在該筆的 reviewed_by 欄填上檢核者姓名；未檢核的請移除。以模型未經檢核的答案測試模型，無法證明任何事。',
    },
  ),
  INPUT_TEST_TWICE: inputFault(
    {
      en: 'There is a test file, and {count} records of the dataset are marked as test as well.',
      'zh-TW': '已提供測試檔，但資料集中另有 {count} 筆記錄標示為 test。',
    },
    {
      en: 'Leave the test file out, or remove those records from the dataset.',
      'zh-TW': '請不要提供測試檔，或從資料集移除那些記錄。',
    },
  ),
});
