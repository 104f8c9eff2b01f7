import type { SplitPlan } from '../../datasets/split/plan.ts';
import type { SplitPool } from '../../datasets/split/pool.ts';
import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import { fewWarnings } from './few-warnings.ts';

type Told = Readonly<Record<keyof SplitReport['left_out'], (count: number) => Localized>>;

const LEFT_OUT: Told = {
  exact: (count) => ({
    'zh-TW': `有 ${count} 筆記錄的內容與測試（或驗證）記錄完全相同，已從訓練中移除。`,
    en: `${count} records had exactly the same input as a test (or validation) record and were taken out of training.`,
  }),
  near: (count) => ({
    'zh-TW': `有 ${count} 筆記錄與測試（或驗證、訓練）記錄近似重複，為避免考題外洩而未採用。若筆數很多，可先移除近似重複（refine.rules.near_duplicate），或以 split.group 指定同組的欄位。`,
    en: `${count} records are near duplicates of a record in another part and were left out, so that nothing leaks. If they are many, drop near duplicates first (refine.rules.near_duplicate) or name a column of groups (split.group).`,
  }),
  group: (count) => ({
    'zh-TW': `有 ${count} 筆記錄與測試（或驗證、訓練）記錄同屬一組，為避免考題外洩而未採用。`,
    en: `${count} records are of the same group as a record in another part and were left out, so that nothing leaks.`,
  }),
  generated: (count) => ({
    'zh-TW': `有 ${count} 筆生成的記錄出自測試（或驗證）記錄、與其近似，或找不到來源記錄，未用於訓練。`,
    en: `${count} generated records come from a test (or validation) record, resemble one, or name a source that is no longer there; they are not trained on.`,
  }),
  undated: (count) => ({
    'zh-TW': `有 ${count} 筆記錄沒有可辨識的日期，無法依時間先後排列，未採用。`,
    en: `${count} records have no date that could be read, so they could not be ordered by time and were left out.`,
  }),
  not_learnt: (count) => ({
    'zh-TW': `有 ${count} 筆記錄的標籤不在訓練記錄中，無從學起，未列入測試或驗證。`,
    en: `${count} records have a label that no training record has; they are in neither test nor validation.`,
  }),
};

/** What people should know of a split beside its numbers. */
export function splitWarnings(report: SplitReport, { unmarked }: SplitPlan, pool: SplitPool): Localized[] {
  const warnings: Localized[] = [];
  for (const [reason, tell] of Object.entries(LEFT_OUT)) {
    const count = report.left_out[reason as keyof Told];
    if (count > 0) warnings.push(tell(count));
  }
  if (pool.unreadable !== null) warnings.push(unreadable(pool.columns.time!, pool.unreadable));
  if (report.test_left_out > 0) {
    warnings.push({
      'zh-TW': `測試檔中有 ${report.test_left_out} 筆記錄沒有輸入或標籤，未列入測試。`,
      en: `${report.test_left_out} records of the test file have no input or no label and were left out of the test.`,
    });
  }
  if (unmarked > 0) {
    warnings.push({
      'zh-TW': `有 ${unmarked} 筆記錄的 split 欄位是空的，已視為訓練記錄。`,
      en: `${unmarked} records have an empty split column and were taken for training records.`,
    });
  }
  const overtaken = report.leakage_check.comparisons.find(({ kind }) => kind === 'time')?.found ?? 0;
  if (overtaken > 0) {
    warnings.push({
      'zh-TW': `您指定的測試（或驗證）記錄中，有 ${overtaken} 筆不比訓練記錄新，無法證明模型能應付未來的資料。`,
      en: `${overtaken} of the test (or validation) records that you chose are no newer than a training record, so they do not show how the model does on what is to come.`,
    });
  }
  return [...warnings, ...fewWarnings(report.few)];
}

function unreadable(column: string, { id, written }: { id: string; written: string }): Localized {
  const value = written.slice(0, 40);
  return {
    'zh-TW': `欄位「${column}」有無法辨識的日期，例如記錄 ${id} 的「${value}」。`,
    en: `The column "${column}" holds dates that could not be read, such as "${value}" in record ${id}.`,
  };
}
