const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  一: 1,
  壹: 1,
  元: 1,
  二: 2,
  兩: 2,
  貳: 2,
  三: 3,
  參: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const TENS: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  廿: 20,
  卅: 30,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
};

/** The characters of a Chinese numeral, for use in a character class. */
export const NUMERALS = '〇零○一壹二兩貳三參四肆五伍六陸七柒八捌九玖十拾廿卅百佰千仟';

/** The value of a number in digits or Chinese numerals, read as words (一百零三) or digit by digit (一〇三). */
export function numeralValue(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  let sum = 0;
  let open = 0;
  for (const sign of written) {
    const unit = TENS[sign];
    if (unit === undefined) {
      open = open * 10 + (DIGITS[sign] ?? Number(sign));
      continue;
    }
    sum += unit === 20 || unit === 30 ? unit : Math.max(open, 1) * unit;
    open = 0;
  }
  return sum + open;
}
