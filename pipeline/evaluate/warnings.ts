import type { Localized } from '../contracts/names.ts';
import type { Aligned } from './align.ts';
import type { NearLabel } from './match-labels.ts';
import type { PredictionFile } from './predictions.ts';

/** Pairs of labels that a warning names. */
const NAMED = 5;

/** Labels that differ by width or space alone: matched, or the offer to. */
export function labelWarnings(near: readonly NearLabel[], isMatched: boolean): Localized[] {
  if (near.length === 0) return [];
  const pairs = near
    .slice(0, NAMED)
    .map(({ found, meant }) => `${JSON.stringify(found)} → ${JSON.stringify(meant)}`)
    .join(', ');
  const rest = near.length > NAMED ? ' …' : '';
  return [
    isMatched
      ? {
          'zh-TW': `有 ${near.length} 種標籤只差在全形半形或空白，已視為相同：${pairs}${rest}`,
          en: `${near.length} label(s) that differ only by width or space were taken as the same: ${pairs}${rest}`,
        }
      : {
          'zh-TW': `有 ${near.length} 種標籤只差在全形半形或空白，目前算答錯；若要視為相同，請加上 --match-labels：${pairs}${rest}`,
          en: `${near.length} label(s) differ only by width or space and count as wrong; take them as the same with --match-labels: ${pairs}${rest}`,
        },
  ];
}

/** What was counted as wrong or left out because it was asked for. */
export function alignmentWarnings({ missing, twice, unknown }: Aligned, file: PredictionFile): Localized[] {
  if (missing + twice + unknown === 0) return [];
  const name = { predictions: '預測檔', baseline: '對照檔', swapped: '調換後的預測檔' }[file];
  return [
    {
      'zh-TW': `${name}：${missing} 筆缺少預測、${twice} 筆重複，均算答錯；${unknown} 筆不屬於正解，未納入。`,
      en: `${file}: ${missing} record(s) without a prediction and ${twice} with several count as wrong; ${unknown} prediction(s) of unknown records were left out.`,
    },
  ];
}

/** Probability figures need every record. */
export const missingProbabilities: Localized = {
  'zh-TW': '有記錄沒有機率，因此不計算與機率有關的數字。',
  en: 'Some records have no probabilities, so figures that need them are left out.',
};
