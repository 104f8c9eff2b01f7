import type { Detectable } from '../../pipeline/contracts/classification-figures.ts';
import { detectableDifference, PLANNED } from './statistics/detectable-difference.ts';

/** What this test can show between two systems, in figures and in words. */
export function detectable(n: number, discordance: number, basis: Detectable['basis']): Detectable {
  const difference = detectableDifference(n, discordance, PLANNED);
  const points = difference === null ? '' : (100 * difference).toFixed(1);
  const records = n.toLocaleString('en-US');
  const assumed = basis === 'assumed';
  return {
    difference,
    ...PLANNED,
    discordance,
    basis,
    words:
      difference === null
        ? {
            'zh-TW': `這 ${records} 筆測試記錄太少，或兩者的答案太相近，無法可靠地看出任何正確率差異。`,
            en: `These ${records} test records are too few, or the answers too alike, to show any difference of accuracy reliably.`,
          }
        : {
            'zh-TW': `這 ${records} 筆測試記錄大致只能看出 ${points} 個百分點以上的正確率差異（檢定力 85%、顯著水準 5%${assumed ? '，假設另一模型同樣準確且各自犯錯' : ''}）；更小的差異多半看不出來。`,
            en: `These ${records} test records can show differences of accuracy of ${points} percentage points or more (85% power, 5% level${assumed ? ', against a system of equal accuracy that errs independently' : ''}); smaller ones will mostly go unnoticed.`,
          },
  };
}
