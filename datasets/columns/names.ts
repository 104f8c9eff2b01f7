/** What a column may be by its name: what the record is about, or the answer to it. */
export type Role = 'question' | 'answer';

/** Names that people give to the two, the certain ones first; a name ends with one of the others. */
interface Names {
  readonly exact: ReadonlySet<string>;
  readonly ending: readonly string[];
}

const NAMES: Readonly<Record<Role, Names>> = {
  question: {
    exact: new Set(
      (
        '內容 內文 本文 全文 正文 文字 文本 原文 輸入 問題 問句 題目 提問 句子 陳情內容 案件內容 條文 ' +
        'text content contents body input question query prompt sentence utterance message document article'
      ).split(' '),
    ),
    ending:
      '內容 內文 本文 全文 條文 主旨 標題 說明 描述 問題 題目 text content body question subject title description summary'.split(
        ' ',
      ),
  },
  answer: {
    exact: new Set(
      (
        '標籤 類別 分類 類型 答案 回答 回覆 輸出 標記 意圖 承辦單位 主辦單位 權責單位 主管機關 單位 機關 ' +
        'label labels class category target tag intent answer response reply output completion type'
      ).split(' '),
    ),
    ending:
      '標籤 類別 分類 類型 答案 回答 回覆 單位 機關 科室 局處 部門 label class category intent answer response department unit'.split(
        ' ',
      ),
  },
};

/** How surely a name says a role: 2 it is one of its names, 1 it ends with one, 0 it says nothing. */
export function nameStrength(column: string, role: Role): 0 | 1 | 2 {
  const name = plainName(column);
  if (NAMES[role].exact.has(name)) return 2;
  return NAMES[role].ending.some((ending) => name.endsWith(ending)) ? 1 : 0;
}

/** The name without what people put around it: space, case, width, marks, and remarks in brackets. */
function plainName(column: string): string {
  return column
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【〔「][^)\]】〕」]*[)\]】〕」]/g, '')
    .replace(/[\s_\-*:：.]+/g, '');
}
