import type { EvaluationResult } from '../../pipeline/contracts/evaluation.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import { shorten } from '../../reports/format/shorten.ts';
import { visible } from '../../reports/format/visible.ts';

/** Labels that a warning names, and how wide each may be shown. */
const NAMED = 5;
const LABEL_WIDTH = 20;

/**
 * What people should know of an evaluation beside its figures.
 * @param truncated test records that were too long for the model
 */
export function warningsOf({ unseen_labels: unseen }: EvaluationResult, truncated: number): Localized[] {
  return [
    ...(unseen.length > 0 ? [unseenWarning(unseen)] : []),
    ...(truncated > 0 ? [cutWarning(truncated)] : []),
  ];
}

function unseenWarning(unseen: EvaluationResult['unseen_labels']): Localized {
  const records = unseen.reduce((sum, one) => sum + one.records, 0);
  const named = unseen.slice(0, NAMED).map(({ label }) => shorten(visible(label), LABEL_WIDTH));
  const rest = unseen.length - named.length;
  return {
    'zh-TW': `測試記錄中有 ${records} 筆的標籤未出現在訓練資料，不可能答對：${named.map((label) => `「${label}」`).join('')}${rest > 0 ? `等 ${unseen.length} 種` : ''}。`,
    en: `${records} test record(s) have a label that training never saw, so they cannot be answered right: ${named.map((label) => `"${label}"`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
  };
}

function cutWarning(truncated: number): Localized {
  return {
    'zh-TW': `測試記錄中有 ${truncated} 筆太長，已截短後再評估。`,
    en: `${truncated} test record(s) are too long and were cut before they were answered.`,
  };
}
