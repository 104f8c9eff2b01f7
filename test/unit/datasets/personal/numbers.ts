import { type Draw, fullWidth, inWords } from './draw.ts';

/** Letter codes of identity numbers, written out here so that the tests do not lean on the code they test. */
const CODES: Readonly<Record<string, number>> = {
  A: 10,
  B: 11,
  C: 12,
  D: 13,
  E: 14,
  F: 15,
  G: 16,
  H: 17,
  I: 34,
  J: 18,
  K: 19,
  L: 20,
  M: 21,
  N: 22,
  O: 35,
  P: 23,
  Q: 24,
  R: 25,
  S: 26,
  T: 27,
  U: 28,
  V: 29,
  W: 32,
  X: 30,
  Y: 31,
  Z: 33,
};
const LETTERS = Object.keys(CODES).join('');

/** The last digit of an identity number whose first nine places are given, by adding up place by place. */
export function identityCheckDigit(head: string): number {
  const code = CODES[head[0]!]!;
  const second = /\d/.test(head[1]!) ? Number(head[1]) : CODES[head[1]!]! % 10;
  let sum = Math.floor(code / 10) + (code % 10) * 9 + second * 8;
  for (let at = 2; at <= 8; at++) sum += Number(head[at]) * (9 - at);
  return (10 - (sum % 10)) % 10;
}

function identity(draw: Draw, second: string, right: boolean): string {
  const head = draw.letters(1, LETTERS) + draw.letters(1, second) + draw.digits(7);
  const check = identityCheckDigit(head);
  return head + (right ? check : (check + draw.between(1, 9)) % 10);
}
export const citizenId = (draw: Draw, right = true) => identity(draw, '12', right);
export const newResidentId = (draw: Draw, right = true) => identity(draw, '89', right);
export const oldResidentId = (draw: Draw, right = true) => identity(draw, 'ABCD', right);

/** Eight digits that follow, or break, the rule of 2023. */
export function businessDigits(draw: Draw, right = true): string {
  for (;;) {
    const digits = draw.chance(0.15) ? `${draw.digits(6)}7${draw.digits(1)}` : draw.digits(8);
    const weighted = [1, 2, 1, 2, 1, 2, 4, 1].map((weight, at) => weight * Number(digits[at]));
    const sum = weighted.reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0);
    const valid = sum % 5 === 0 || (digits[6] === '7' && (sum + 1) % 5 === 0);
    if (valid === right && digits !== '00000000') return digits;
  }
}

/** A number with a right, or wrong, Luhn digit behind an issuer's first digits. */
export function cardDigits(draw: Draw, right = true): string {
  const [head, length] = draw.of([
    ['4', 16],
    ['4', 16],
    ['51', 16],
    ['55', 16],
    ['2230', 16],
    ['3540', 16],
    ['3566', 16],
    ['34', 15],
    ['37', 15],
    ['6011', 16],
    ['36', 14],
  ] as [string, number][]);
  const body = head + draw.digits(length - head.length - 1);
  let sum = 0;
  for (const [at, digit] of [...body].reverse().entries()) {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  const check = (10 - (sum % 10)) % 10;
  return body + (right ? check : (check + draw.between(1, 9)) % 10);
}

/** Sets separators between groups of the given lengths. */
export function grouped(text: string, lengths: readonly number[], separator: string): string {
  const starts = lengths.map((_, at) => lengths.slice(0, at).reduce((sum, length) => sum + length, 0));
  return starts.map((start, at) => text.slice(start, start + lengths[at]!)).join(separator);
}

const maybeWide = (draw: Draw, text: string) => (draw.chance(0.12) ? fullWidth(text) : text);

/** One of the ways in which people write an identity number. */
export function writtenId(draw: Draw, id: string): string {
  return draw.of([
    id,
    id,
    id,
    fullWidth(id),
    id.toLowerCase(),
    grouped(id, [1, 9], ' '),
    grouped(id, [1, 3, 3, 3], ' '),
    grouped(id, [4, 3, 3], '-'),
    grouped(id, [5, 5], '-'),
  ]);
}

export function writtenMobile(draw: Draw): string {
  const rest = draw.digits(8);
  const local = `09${rest}`;
  const written = draw.of([
    local,
    local,
    grouped(local, [4, 3, 3], '-'),
    grouped(local, [4, 3, 3], ' '),
    grouped(local, [4, 6], '-'),
    grouped(local, [4, 6], ' '),
    grouped(local, [4, 3, 3], '.'),
    grouped(local, [2, 4, 4], '-'),
    `+8869${rest}`,
    `+886 9${grouped(rest, [2, 3, 3], ' ')}`,
    `+886-9${grouped(rest, [2, 3, 3], '-')}`,
    `(+886)9${rest}`,
    `886-9${grouped(rest, [2, 3, 3], '-')}`,
    `+886 (0)9${grouped(rest, [2, 6], ' ')}`,
  ]);
  return maybeWide(draw, written);
}

const AREAS: readonly (readonly [string, number, string])[] = [
  ['02', 8, '2378'],
  ['03', 7, '34589'],
  ['037', 6, '23567'],
  ['04', 8, '2'],
  ['04', 7, '78'],
  ['049', 7, '2'],
  ['05', 7, '23567'],
  ['06', 7, '2569'],
  ['07', 7, '2345678'],
  ['08', 7, '78'],
  ['089', 6, '2358'],
  ['082', 6, '3'],
  ['0836', 5, '2'],
];

export function writtenLandline(draw: Draw): string {
  const [area, length, first] = draw.of(AREAS);
  const number = draw.letters(1, first) + draw.digits(length - 1);
  const split = grouped(number, [length - 4, 4], draw.of(['-', '-', ' ']));
  const written = draw.of([
    `${area}-${number}`,
    `${area}-${split}`,
    `(${area})${number}`,
    `(${area})${split}`,
    `(${area}) ${split}`,
    `${area} ${split}`,
    `+886-${area.slice(1)}-${split}`,
    `+886 ${area.slice(1)} ${split}`,
    `${area}${number}`,
  ]);
  const extension = draw.digits(draw.between(2, 4));
  const end = draw.chance(0.3)
    ? draw.of([
        `#${extension}`,
        `分機${extension}`,
        `轉${extension}`,
        ` 分機 ${extension}`,
        ` ext. ${extension}`,
      ])
    : '';
  return maybeWide(draw, written + end);
}

export function writtenCard(draw: Draw, digits: string): string {
  const lengths = digits.length === 16 ? [4, 4, 4, 4] : digits.length === 15 ? [4, 6, 5] : [4, 6, 4];
  return maybeWide(draw, draw.of([digits, grouped(digits, lengths, ' '), grouped(digits, lengths, '-')]));
}

export function writtenAccount(draw: Draw): string {
  const length = draw.of([11, 12, 13, 14, 14, 16, 10]);
  const digits = draw.digits(length);
  const code = draw.of(['004', '005', '007', '012', '013', '017', '700', '808', '812', '822']);
  const split = draw.of([
    grouped(digits, [3, 3, length - 6], '-'),
    grouped(digits, [4, 4, length - 8], ' '),
    grouped(digits, [length - 7, 7], '-'),
  ]);
  return maybeWide(
    draw,
    draw.of([digits, digits, split, `${code}-${digits}`, `(${code})${digits}`, `(${code}) ${split}`]),
  );
}

export function writtenHealthCard(draw: Draw): string {
  const digits = `0000${draw.digits(8)}`;
  return maybeWide(
    draw,
    draw.of([digits, draw.digits(12), grouped(digits, [4, 4, 4], ' '), grouped(digits, [4, 4, 4], '-')]),
  );
}

export function writtenPassport(draw: Draw): string {
  return maybeWide(
    draw,
    draw.of([
      `3${draw.digits(8)}`,
      `3${draw.digits(8)}`,
      `M${draw.digits(8)}`,
      `${draw.letters(2)}${draw.digits(7)}`,
      `${draw.letters(1)}${draw.digits(7)}`,
    ]),
  );
}

export function writtenPlate(draw: Draw): string {
  const joint = draw.of(['-', '-', '-', '－', '']);
  return draw.of([
    `${draw.letters(3)}${joint}${draw.digits(4)}`,
    `${draw.letters(3)}${joint}${draw.digits(4)}`,
    `${draw.letters(2)}${joint}${draw.digits(4)}`,
    `${draw.digits(4)}${joint}${draw.letters(2)}`,
    `${draw.letters(3)}${joint}${draw.digits(3)}`,
    `${draw.digits(3)}${joint}${draw.letters(3)}`,
    `${draw.letters(1)}${draw.between(1, 9)}-${draw.digits(4)}`,
  ]);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A calendar day in a way in which birth dates are written in Chinese texts. */
export function writtenDate(draw: Draw): string {
  const [year, month, day] = [draw.between(1930, 2022), draw.between(1, 12), draw.between(1, 28)];
  const roc = year - 1911;
  const two = (value: number) => String(value).padStart(2, '0');
  return draw.of([
    `民國${roc}年${month}月${day}日`,
    `${roc}年${month}月${day}日`,
    `中華民國${roc}年${month}月${day}日`,
    `${year}年${month}月${day}日`,
    `西元${year}年${month}月${day}日`,
    `民國${inWords(roc)}年${inWords(month)}月${inWords(day)}日`,
    `${year}/${month}/${day}`,
    `${year}-${two(month)}-${two(day)}`,
    `${roc}/${two(month)}/${two(day)}`,
    `${roc}.${month}.${day}`,
    fullWidth(`${roc}年${month}月${day}日`),
    fullWidth(`${year}/${month}/${day}`),
    `民國 ${roc} 年 ${month} 月 ${day} 日`,
  ]);
}

export function writtenEnglishDate(draw: Draw): string {
  const [year, month, day] = [draw.between(1930, 2022), draw.between(1, 12), draw.between(1, 28)];
  const name = MONTHS[month - 1]!;
  return draw.of([
    `${name} ${day}, ${year}`,
    `${day} ${name} ${year}`,
    `${name.slice(0, 3)} ${day}, ${year}`,
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    `${month}/${day}/${year}`,
  ]);
}
