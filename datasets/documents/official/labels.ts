/** Labels of the head of an official document, with the other ways in which they are written. */
const HEAD = {
  檔號: ['檔號'],
  保存年限: ['保存年限'],
  地址: ['機關地址', '地址', '地　址'],
  承辦單位: ['承辦單位'],
  承辦人: ['承辦人員', '承辦人'],
  聯絡人: ['聯絡人'],
  電話: ['聯絡電話', '連絡電話', '電話'],
  傳真: ['傳真電話', '傳真'],
  電子信箱: ['電子郵件信箱', '電子信箱', '電子郵件', 'E-mail', 'Email', 'e-mail', 'email'],
  聯絡方式: ['聯絡方式', '聯絡人及電話'],
  受文者: ['受文者'],
  發文日期: ['發文日期'],
  發文字號: ['發文字號'],
  速別: ['速別'],
  密等: ['密等及解密條件或保密期限', '密等及解密條件', '密等'],
  附件: ['附件'],
} as const;

/** Labels of the sections that follow the head, and of what a notice of a meeting has in their place. */
const BODY = {
  主旨: ['主旨'],
  說明: ['說明'],
  辦法: ['辦法'],
  擬辦: ['擬辦'],
  依據: ['依據'],
  公告事項: ['公告事項'],
  建議: ['建議'],
  請求: ['請求'],
  核示事項: ['核示事項'],
  備註: ['備註'],
  開會事由: ['開會事由'],
  開會時間: ['開會時間'],
  開會地點: ['開會地點'],
  會勘事由: ['會勘事由'],
  會勘時間: ['會勘時間'],
  會勘地點: ['會勘地點'],
  主持人: ['主持人'],
  出席者: ['出席者', '出席單位及人員', '出席人員'],
  列席者: ['列席者', '列席單位及人員', '列席人員'],
} as const;

/** Labels of what stands below the sections. */
const TAIL = { 正本: ['正本'], 副本: ['副本'], 抄本: ['抄本'], 敬陳: ['敬陳'] } as const;

export type HeadLabel = keyof typeof HEAD;
export type BodyLabel = keyof typeof BODY;
export type TailLabel = keyof typeof TAIL;
export type OfficialLabel = HeadLabel | BodyLabel | TailLabel;

/** A label with what stands after it on its line. */
export interface Labelled {
  readonly label: OfficialLabel;
  readonly value: string;
  /** Where the label and where the value begin in the line. */
  readonly from: number;
  readonly at: number;
}

export function isHeadLabel(label: OfficialLabel): label is HeadLabel {
  return Object.hasOwn(HEAD, label);
}

export function isTailLabel(label: OfficialLabel): label is TailLabel {
  return Object.hasOwn(TAIL, label);
}

const NAMES = new Map<string, OfficialLabel>();
for (const [label, names] of Object.entries({ ...HEAD, ...BODY, ...TAIL })) {
  for (const name of names) NAMES.set(name.replace(/\s/g, ''), label as OfficialLabel);
}
/** The names with spaces allowed between their characters (主　旨), the longest first. */
const ANY = [...NAMES.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => [...name].join('[ \\t\\u3000]*'))
  .join('|');
const COLON = /[：:﹕︰|]/;
const SIGN = '[ \\t\\u3000]*(?:[：:﹕︰]|\\|)[ \\t\\u3000|]*';
const FIRST = new RegExp(`^[ \\t\\u3000|>*#]*(${ANY})(?:\\*\\*)?${SIGN}`);
const LATER = new RegExp(`(?<=[ \\t\\u3000|])(${ANY})${SIGN}`, 'g');
/** Beyond so many characters into a line no label begins it. */
const REACH = 60;

/**
 * The labels of a line: the one that begins it, and on a line of the head, where several may share a row, those after
 * it. Empty where none begins it. In tables the border of the cell stands for the colon.
 */
export function labelsOf(line: string): Labelled[] {
  const first = COLON.test(line.slice(0, REACH)) ? FIRST.exec(line) : null;
  if (!first) return [];
  const from = first[0].indexOf(first[1]!);
  const starts = [{ label: nameOf(first[1]!), from, at: first[0].length }];
  if (isHeadLabel(starts[0]!.label) && COLON.test(line.slice(starts[0]!.at))) {
    for (const match of line.slice(0, REACH * 5).matchAll(LATER)) {
      if (match.index < starts[0]!.at) continue;
      starts.push({ label: nameOf(match[1]!), from: match.index, at: match.index + match[0].length });
    }
  }
  return starts.map(({ label, from, at }, index) => ({
    label,
    from,
    at,
    value: withoutBorder(line.slice(at, starts[index + 1]?.from ?? line.length)),
  }));
}

/** Without spaces and borders of cells at the end. */
function withoutBorder(value: string): string {
  let end = value.length;
  while (end > 0 && /[\s|]/.test(value[end - 1]!)) end -= 1;
  return value.slice(0, end);
}

function nameOf(written: string): OfficialLabel {
  return NAMES.get(written.replace(/[ \t\u3000]/g, ''))!;
}
