import { compact } from '../secrecy/levels.ts';

/**
 * Kinds of official document, by the handbook (文書處理手冊) and the codes of the exchange format: the longer names
 * before those that they end with.
 */
export const OFFICIAL_KINDS = [
  '機密文書機密等級變更或註銷建議單',
  '機密文書機密等級變更或註銷通知單',
  '交辦案件通知單',
  '交議案件通知單',
  '催辦案件通知單',
  '開會通知單',
  '會勘通知單',
  '獎懲建議函',
  '簽稿會核單',
  '執行命令',
  '移文單',
  '獎懲令',
  '書函',
  '箋函',
  '公告',
  '便簽',
  '函',
  '令',
  '簽',
] as const;
export type OfficialKind = (typeof OFFICIAL_KINDS)[number];

const TITLE = new RegExp(`^(.{0,80}?)(密)?(${OFFICIAL_KINDS.join('|')})(?:[(（][^()（）]{0,20}[)）])?$`);
/** 簽　於人事室: a proposal names its unit after its kind. */
const PROPOSAL = /^(簽|便簽)於(.{2,30})$/;
/** What the name of who issues a document ends with. */
const BODY_END =
  /(?:府|院|部|會|署|局|處|廳|室|科|課|組|所|館|校|學|中心|隊|團|庫|行|司|公司|銀行|基金|協會|公所|法院|檢察署|委員|醫院|辦公室|總統|院長|部長|會長|縣長|市長)$/;

export interface OfficialTitle {
  readonly issuer: string | null;
  readonly kind: OfficialKind;
}

/** The title of an official document: who issues it, and what kind it is (臺北市政府　函); null for any other line. */
export function officialTitle(line: string): OfficialTitle | null {
  if (line.length > 120 || /[：:。，、]/.test(line)) return null;
  const text = compact(line);
  const proposal = PROPOSAL.exec(text);
  if (proposal) return { issuer: proposal[2]!, kind: proposal[1] as OfficialKind };
  const match = TITLE.exec(text);
  if (!match) return null;
  const issuer = match[1]!;
  if (issuer !== '' && !BODY_END.test(issuer)) return null;
  return { issuer: issuer === '' ? null : issuer, kind: match[3] as OfficialKind };
}

export function isOfficialTitle(line: string): boolean {
  return officialTitle(line) !== null;
}
