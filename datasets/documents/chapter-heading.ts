/** A line, or its beginning, that opens a chapter of a statute or a report. */
export interface ChapterHeading {
  readonly level: number;
  readonly title: string;
  readonly indent: number;
  /** How much of the line it takes, indent included: of 第 3 條　… only the number, the rest being the article's text. */
  readonly length: number;
}

const N = '[0-9０-９一二三四五六七八九十百千零〇○]{1,7}';
/** The order in which statutes are divided (中央法規標準法, Art. 9), with 篇 and 部分 of books. */
const RANKS = ['編', '篇', '部分', '章', '節', '款', '目'];
const DIVISION = new RegExp(
  `^\\s*第\\s*${N}\\s*(${RANKS.join('|')})(?:\\s*之\\s*${N})?(?:[\\s　:：、]+\\S.{0,40})?$`,
);
const ARTICLE = new RegExp(
  `^\\s*第\\s*${N}\\s*條(?:\\s*之\\s*${N})?(?=$|[\\s　:：(（])(?:\\s*[(（][^()（）]{1,30}[)）])?`,
);
const PART = /^\s*[壹貳參肆伍陸柒捌玖拾]{1,3}\s*[、．.]\s*\S.{0,40}$/;
const ENDS_SENTENCE = /[。；;！？!?，,]$/;

/** 第一章　總則, 第 3 條, 第十二條之一（罰則）…, 壹、前言; null for any other line. */
export function chapterHeading(line: string): ChapterHeading | null {
  if (!/^\s*[第壹貳參肆伍陸柒捌玖拾]/.test(line)) return null;
  const article = ARTICLE.exec(line);
  if (article) return headingOf(RANKS.length + 2, article[0]);
  if (ENDS_SENTENCE.test(line.trimEnd())) return null;
  const division = DIVISION.exec(line);
  if (division) return headingOf(RANKS.indexOf(division[1]!) + 2, line);
  return PART.test(line) ? headingOf(1, line) : null;
}

function headingOf(level: number, written: string): ChapterHeading {
  const title = written.trim().replace(/\s+/g, ' ');
  return {
    level,
    title,
    indent: written.length - written.trimStart().length,
    length: written.trimEnd().length,
  };
}
