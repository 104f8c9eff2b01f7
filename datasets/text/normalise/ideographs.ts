/**
 * Characters of the block CJK Radicals Supplement that are characters in their own right, each with its ideograph: one
 * that Unicode's names list refers to. PDF files put radicals where characters were. Forms that stand only inside
 * other characters (⺅ ⺡ ⻌ …) are no writing and stay.
 */
const RADICALS = new Map(
  [
    ...'⺄乙⺌小⺒巳⺓幺⺛旡⺝月⺟母⺠民⺬示⺶羊⺻聿⺼肉⻁虎⻄西⻅见⻆角⻉贝⻋车⻏邑⻑長⻓长⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食',
    ...'⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻰龙⻱龜⻲亀⻳龟',
  ].flatMap((radical, i, all) => (i % 2 === 0 ? [[radical, all[i + 1]!] as const] : [])),
);

/** Compatibility ideographs of both blocks, CJK radicals, Kangxi radicals. */
export const VARIANT_IDEOGRAPHS = '[\\u2e80-\\u2ef3\\u2f00-\\u2fd5\\uf900-\\ufaff]|\\ud87e[\\udc00-\\ude1f]';

const VARIANTS = new RegExp(VARIANT_IDEOGRAPHS, 'g');

/**
 * Ideographs that Unicode has twice become the unified one: compatibility ideographs by their canonical equivalence
 * (U+F9C5 → 暈), Kangxi radicals by their compatibility (⽅ → 方), other radicals by the list above.
 */
export function unifyIdeographs(text: string): string {
  return text.replace(VARIANTS, (variant) => RADICALS.get(variant) ?? variant.normalize('NFKC'));
}
