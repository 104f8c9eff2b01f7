import type { Localized } from '../../contracts/names.ts';

/** What left masked, and the option that would have let it leave as it is. */
export function maskedWarnings(masked: number, option: '--inside' | '--judge-inside'): Localized[] {
  if (masked === 0) return [];
  return [
    {
      'zh-TW': `送出前遮蔽了 ${masked} 處個人資料；若端點屬於貴單位，可加 ${option}。`,
      en: `${masked} piece(s) of personal data were masked before they left; ${option} says that the endpoint belongs to you.`,
    },
  ];
}
