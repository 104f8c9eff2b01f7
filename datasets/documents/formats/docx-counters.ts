const DIGITS = '〇一二三四五六七八九';
const LEGAL_DIGITS = '零壹貳參肆伍陸柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** A list's counter in one of WordprocessingML's formats (ST_NumberFormat); those that are not known count in digits. */
export function formatCounter(value: number, format: string): string {
  switch (format) {
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
      return counted(value, DIGITS, '十百千');
    case 'ideographLegalTraditional':
    case 'chineseLegalSimplified':
      return counted(value, LEGAL_DIGITS, '拾佰仟');
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return [...String(value)].map((digit) => DIGITS[Number(digit)]).join('');
    case 'ideographTraditional':
      return STEMS[value - 1] ?? String(value);
    case 'ideographZodiac':
      return BRANCHES[value - 1] ?? String(value);
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : String(value);
    default:
      return String(value);
  }
}

/** 23 → 二十三, 10 → 十, 105 → 一百零五. */
function counted(value: number, digits: string, units: string): string {
  if (value < 1 || value > 9999) return String(value);
  const zero = digits[0] === '〇' ? '零' : digits[0]!;
  let text = '';
  let gap = false;
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(value / 10 ** power) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    if (gap) text += zero;
    gap = false;
    const unit = power === 0 ? '' : units[power - 1]!;
    text += power === 1 && digit === 1 && text === '' ? unit : digits[digit]! + unit;
  }
  return text;
}

/** 1 → a, 26 → z, 27 → aa, 28 → bb: as word processors count. */
function letters(value: number): string {
  if (value < 1) return String(value);
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(20, Math.ceil(value / 26)));
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let [rest, text] = [value, ''];
  for (const [amount, sign] of ROMAN) {
    while (rest >= amount) {
      text += sign;
      rest -= amount;
    }
  }
  return text;
}
