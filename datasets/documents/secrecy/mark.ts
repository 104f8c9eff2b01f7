import { compact, LEVEL, type SecrecyLevel } from './levels.ts';

const THING = '(?:件|文件|資料)?';
/** What may follow a grade on a stamp: until when, or until what, it holds; or who may see it. */
const TERMS =
  '(?:[,;:、!\\-—]?\\(?(?:' +
  '(?:本件|本文|附件|抽存|於|至|俟|自|迄|公布|奉核|會議|工作|中華民國|民國|西元|\\d)[^()]{0,60}(?:解密|保密|[年月日止])|' +
  '(?:保密期限|保密至|解密條件)[^()]{1,40}|永久保密|' +
  '(?:請勿|不得|禁止|僅限|僅供|限閱|請?親[啟拆展])[^()]{0,30})\\)?)?';
const STAMP = new RegExp(`^[(<{\\[【〔〖]?(${LEVEL})${THING}[)>}\\]】〕〗]?${TERMS}$`);
const BRACKETED = `[(\\[【〔〖](${LEVEL})(?:件|文件)?(?:[,;:][^)\\]】〕〗]{0,40})?[)\\]】〕〗]`;
const AT_EDGE = new RegExp(`^${BRACKETED}|${BRACKETED}$`);
const STATED = new RegExp(
  `^(?:本|此|該)(?:件|文|文件|公文|案|卷|報告|簡報|資料|檔案)?(?:內容)?(?:係|為|屬於?|列為?|列屬|核定為|核列為?|標示為)(${LEVEL})${THING}(?=[,。;!(]|$)`,
);
const NAME =
  '(?:文件|文書|資料|資訊|檔案|公文|報告)?(?:機密|保密|密|安全性?)(?:等級|級別|區分|分級|類別|等|級|性)|' +
  '(?:文件|文書|資料|資訊|檔案|公文|報告)(?:等級|分級)';
const LABELLED = new RegExp(`^[|*#>([【〔]*(?:${NAME})[:|]+(.{1,80})$`);
/**
 * The same in a row with other fields: the value ends at the next space or border. 密等 before a border is more often the
 * row of a statistic.
 */
const IN_ROW = new RegExp(
  `(?<=^|[\\s|])(?:(?:${NAME}) *:|(?!密[等級] *\\|)(?:${NAME}) *\\|)[ |]*([^\\s|]{1,20})`,
);
const DECORATION = /^[#>*_~=|\-—‧·.\s]+|[#*_~=|\-—‧·.\s]+$/g;

/** Longest line that a mark is looked for in: a stamp, a title, a field. */
const LONGEST = 80;

/** A line that is a stamp and nothing else (密, 【機密】, 極機密（本件於115年12月31日解密）); null for any other. */
export function stampOf(line: string): SecrecyLevel | null {
  return found(STAMP, line);
}

/** A grade in brackets at an edge of a line, such as a title has: 【機密】專案報告, ○○部函（密）. */
export function bracketedMark(line: string): SecrecyLevel | null {
  return line.length > LONGEST ? null : found(AT_EDGE, line);
}

/** 本件為密件, 本文件屬機密 at the head of a line. */
export function statedMark(line: string): SecrecyLevel | null {
  return found(STATED, line);
}

/**
 * What a field such as 密等：, 機密等級： or 保密區分： says, at the head of a line or after other fields; null for a line
 * that has no such field.
 */
export function labelledValue(line: string): string | null {
  if (line.length > LONGEST * 2) return null;
  const alone = LABELLED.exec(compact(line))?.[1];
  return alone !== undefined && !alone.includes('|')
    ? alone
    : (IN_ROW.exec(line.normalize('NFKC'))?.[1] ?? null);
}

function found(pattern: RegExp, line: string): SecrecyLevel | null {
  if (!line.includes('密') || line.length > LONGEST * 2) return null;
  const match = pattern.exec(compact(line).replace(DECORATION, ''));
  return (match?.slice(1).find((group) => group !== undefined) as SecrecyLevel | undefined) ?? null;
}
