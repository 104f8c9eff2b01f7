import { NUMERALS, numeralValue } from '../../personal/numerals.ts';

/** The number before an item: its level in the usual order (壹、 一、 (一) 1、 (1) 甲、 (甲)), its value, how it is written. */
export interface ItemMark {
  /** 1 to 7. */
  readonly level: number;
  readonly value: number;
  readonly mark: string;
  /** What stands after it. */
  readonly rest: string;
}

const STEMS = '甲乙丙丁戊己庚辛壬癸';
/** 壹, 貳 … number the chapters above 一, 二 … */
const FORMAL = '壹貳參肆伍陸柒捌玖拾佰';
const HAN = `[${NUMERALS.replace(new RegExp(`[○${FORMAL}]`, 'g'), '')}]{1,4}`;
const MARKS: readonly RegExp[] = [
  new RegExp(`^([${FORMAL}]{1,4})[、．]`),
  new RegExp(`^(${HAN})[、．]`),
  new RegExp(`^[(（](${HAN})[)）][、．]?`),
  /^([0-9０-９]{1,3})(?:、|[.．](?![0-9０-９]))/,
  /^[(（]([0-9０-９]{1,3})[)）][、．]?/,
  new RegExp(`^([${STEMS}])[、．]`),
  new RegExp(`^[(（]([${STEMS}])[)）][、．]?`),
];

/** The mark at the head of a line, spaces passed over; null where there is none. */
export function itemMark(line: string): ItemMark | null {
  const text = line.trimStart();
  for (const [index, pattern] of MARKS.entries()) {
    const match = pattern.exec(text);
    if (!match) continue;
    const stem = STEMS.indexOf(match[1]!);
    const value = stem >= 0 ? stem + 1 : numeralValue(match[1]!.normalize('NFKC'));
    return { level: index + 1, value, mark: match[0], rest: text.slice(match[0].length).trim() };
  }
  return null;
}
