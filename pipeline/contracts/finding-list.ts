import type { Language, Localized } from './names.ts';
import { type FindingAction, findingFacts, type RefineFinding } from './quality.ts';
import { CSV_START, csvRow } from './spreadsheet.ts';

/** Forms in which the list of findings can be had. */
export const FINDING_FORMS = ['jsonl', 'csv'] as const;
export type FindingForm = (typeof FINDING_FORMS)[number];

/** A finding as a reader without the catalogue of rules understands it. */
export interface ListedFinding extends RefineFinding {
  readonly title: string;
  /** Why it matters, and what is done about it by default. */
  readonly explanation: string;
}

/** A finding in the reader's language. */
export function listedFinding(finding: RefineFinding, language: Language): ListedFinding {
  const { title, explanation } = findingFacts(finding.rule);
  return { ...finding, title: title[language], explanation: explanation[language] };
}

/** Each finding on a line of its own, in the reader's language; nothing is held but the line. */
export async function* findingList(
  findings: AsyncIterable<RefineFinding>,
  form: FindingForm,
  language: Language,
): AsyncGenerator<string> {
  if (form === 'csv') yield `${CSV_START}${csvRow(COLUMNS.map((column) => HEADS[column][language]))}`;
  for await (const finding of findings) {
    const listed = listedFinding(finding, language);
    yield form === 'csv' ? csvRow(cellsOf(listed, language)) : `${JSON.stringify(listed)}\n`;
  }
}

const ACTIONS: Readonly<Record<FindingAction, Localized>> = {
  drop: { en: 'left out', 'zh-TW': '不使用' },
  fix: { en: 'repaired', 'zh-TW': '已修復' },
  hold_back: { en: 'held back for a person', 'zh-TW': '保留待人決定' },
  warn: { en: 'kept; please look', 'zh-TW': '留用，請確認' },
  keep: { en: 'kept, as a person decided', 'zh-TW': '依人工決定保留' },
  relabel: { en: 'given another label by a person', 'zh-TW': '依人工決定改標籤' },
};

const HEADS = {
  record: { en: 'record', 'zh-TW': '記錄' },
  title: { en: 'finding', 'zh-TW': '發現' },
  action: { en: 'what was done', 'zh-TW': '處理方式' },
  with: { en: 'compare', 'zh-TW': '對照' },
  evidence: { en: 'evidence', 'zh-TW': '依據' },
  explanation: { en: 'explanation', 'zh-TW': '說明' },
  by: { en: 'decided by', 'zh-TW': '決定者' },
  reason: { en: 'reason', 'zh-TW': '理由' },
  rule: { en: 'rule', 'zh-TW': '規則代碼' },
  content: { en: 'content digest', 'zh-TW': '內容摘要' },
} as const satisfies Readonly<Record<string, Localized>>;

const COLUMNS = Object.keys(HEADS) as readonly (keyof typeof HEADS)[];

function cellsOf(finding: ListedFinding, language: Language): string[] {
  const { decision, with: other, action, ...rest } = finding;
  const cells: Readonly<Record<keyof typeof HEADS, string>> = {
    ...rest,
    action: ACTIONS[action][language],
    with: other ?? '',
    by: decision?.by ?? '',
    reason: decision?.reason ?? '',
  };
  return COLUMNS.map((column) => cells[column]);
}
