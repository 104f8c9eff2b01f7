/** What a number is called by the words before it; `other` are numbers that are nobody's personal data. */
export type Label =
  | 'identity'
  | 'business'
  | 'phone'
  | 'account'
  | 'bank'
  | 'card'
  | 'health'
  | 'passport'
  | 'plate'
  | 'other';

/** All words in folded form and lower case; a name written within another is the longer one. */
const WORDS: Readonly<Record<Label, string>> = {
  identity:
    '身分證|身份證|國民身分證統一編號|身分證統一編號|身份證統一編號|身分證明文件|國民身分證|居留證|居留證統一證號|統一證號|證號|' +
    'id no|id number|id card|national id|identity card|identity number|resident certificate|arc no|arc number|ui no|uid',
  business:
    '統一編號|統編|公司統編|營利事業統一編號|營業人統編|買受人統編|扣繳單位統一編號|稅籍編號|unified business number|unified business no|' +
    'uniform number|tax id|tax number|tax no|vat number|vat no|vat id|gui number|gui no|ubn|business id|company id|business number',
  phone:
    '電話|手機|行動電話|行動|門號|傳真|市話|專線|分機|聯絡方式|聯繫方式|聯絡|連絡|聯繫|來電|致電|去電|撥打|請撥|請洽|洽詢|電洽|逕洽|洽|簡訊|住家|宅電|公司電話|' +
    'tel|telephone|phone|mobile|cell|fax|call|whatsapp|line id|contact|reach|text me|dial|sms|☎|📞|📱',
  account:
    '帳號|帳戶|帳戶號碼|銀行帳號|銀行帳戶|匯款帳號|匯款帳戶|轉帳帳號|虛擬帳號|戶頭|局號|局帳號|存簿|存摺|存款帳戶|活存|活儲|台幣戶|' +
    'account|account no|account number|acct|acct no|a/c|iban|bank account',
  bank: '匯款|匯入|匯到|匯至|匯給|匯往|電匯|轉帳|轉入|轉到|轉給|入帳|存入|撥入|撥款|扣款|扣繳|退款|銀行|郵局|商銀|信用合作社|農會|remit|transfer|wire|deposit|bank',
  card: '信用卡|信用卡號|信用卡卡號|簽帳卡|簽帳金融卡|金融卡|卡號|刷卡|card|card no|card number|credit card|debit card|visa|mastercard|jcb|amex|pan',
  health:
    '健保卡|健保卡號|健保卡號碼|健保卡卡號|健保ic卡|健保 ic 卡|健保ic卡號|健保 ic 卡號|健保ic卡卡號|健保 ic 卡卡號|健保卡的卡號|健保憑證|健康保險卡|健康保險憑證|健康保險ic卡|健保|nhi card|nhi ic card|nhi|' +
    'health insurance card|health insurance no|health insurance number|health card',
  passport: '護照|護照號碼|護照號|passport|passport no|passport number',
  plate:
    '車牌|車牌號碼|車牌號|車號|牌照|牌照號碼|號牌|車籍|行照|plate|plate no|plate number|license plate|licence plate',
  other:
    '字第|第|文號|發文字號|來文字號|字號|案號|案件編號|訂單|訂單編號|訂單號碼|單號|編號|發票|發票號碼|流水號|序號|型號|料號|貨號|品號|條碼|版本|金額|總額|總計|合計|' +
    '面積|學號|員工編號|員編|工號|證書|證照|執照|許可證|保單|保單號碼|票號|支票|包裹|追蹤|託運|物流|地號|建號|期別|效期|有效|到期|發照|簽發|核發|日期|時間|年度|' +
    '郵遞區號|人口|樣本|總數|數量|資本額|股票|代碼|批號|書號|專利|商標|掛號|病歷|病歷號|門診|契約編號|合約編號|計畫編號|標案|案件|收據|單據|憑單|' +
    'order|order no|invoice|serial|serial no|serial number|part no|part number|model|model no|isbn|issn|ean|sku|ref|reference|case|case no|ticket|tracking|version|build|batch|lot|' +
    'receipt|document no|document number|policy|policy no|date|expiry|expires|valid|amount|total|timestamp|commit|hash|population|flight|item|product|patent|checksum|job|task|issue|request id|transaction id|employee no|student id|postal code|zip',
};

const LABELS = new Map<string, Label>();
for (const [label, words] of Object.entries(WORDS) as [Label, string][]) {
  for (const word of words.split('|')) LABELS.set(word, label);
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const bounded = (word: string) =>
  /^[a-z]/.test(word) ? `(?<![a-z])${escaped(word)}(?![a-z])` : escaped(word);
const LABEL = new RegExp(
  [...LABELS.keys()]
    .sort((a, b) => b.length - a.length)
    .map(bounded)
    .join('|'),
  'gi',
);
/** Words reach no further than their sentence. */
const SENTENCE_END = /[。！？!?；;]/g;
/** What may stand between a word and the number that it names. */
const CONNECTOR =
  /^(?:號碼|號|碼|字號|no|number|num|is|are|was|為|是|係|即|的|:|=|"|'|`|\*|\(|「|\[|<|#|\.|-|\/|\s){0,8}$/i;

export interface NamedBy {
  readonly label: Label;
  /** Only a connector such as 「號碼：」 stands between. */
  readonly touching: boolean;
  /** Text between the word and the number. */
  readonly gap: string;
}

/** The last naming word in the `reach` units before `at`, in the same sentence. */
export function namedBy(text: string, at: number, reach = 24): NamedBy | null {
  let before = text.slice(Math.max(0, at - reach), at);
  SENTENCE_END.lastIndex = 0;
  let cut = 0;
  for (let end = SENTENCE_END.exec(before); end; end = SENTENCE_END.exec(before))
    cut = SENTENCE_END.lastIndex;
  if (cut > 0) before = before.slice(cut);
  let last: RegExpExecArray | null = null;
  LABEL.lastIndex = 0;
  for (let match = LABEL.exec(before); match; match = LABEL.exec(before)) last = match;
  if (last === null) return null;
  const gap = before.slice(last.index + last[0].length);
  return { label: LABELS.get(last[0].toLowerCase())!, touching: CONNECTOR.test(gap), gap };
}

/** Whether the number at `start`–`end` is that of a document: 字第…號, or in a place like it. */
export function isDocumentNumber(text: string, start: number, end: number): boolean {
  if (/[第字]\s*$/.test(text.slice(Math.max(0, start - 3), start))) return true;
  return /^[A-Za-z]?\s*(?:號(?!碼)|令|函|公告)/.test(text.slice(end, end + 8));
}
