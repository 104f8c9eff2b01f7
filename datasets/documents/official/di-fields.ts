import { cleanText } from '../clean-text.ts';
import { levelOfField } from '../secrecy/field.ts';
import { compact, type Secrecy } from '../secrecy/levels.ts';
import type { XmlElement } from '../xml/tree.ts';
import { officialDate } from './date.ts';
import { partiesIn, partyOf } from './di-parties.ts';
import { attributeOf, textOf, wordsOf } from './di-text.ts';
import { officialNumber } from './number.ts';
import type { DocumentNumber, OfficialDocument, OfficialItem, OfficialSection } from './official-document.ts';

export interface DiFields {
  readonly official: OfficialDocument;
  /** Elements that the format does not know, as label and text: one agency's own. */
  readonly others: readonly (readonly [string, string])[];
}

const KNOWN = new Set(
  (
    '發文機關 單位 函類別 令類別 其他類別 公文類別 地址 聯絡方式 聯絡人及電話 受文者 發文日期 年月日 發文字號 文號 速別 ' +
    '密等及解密條件或保密期限 密等及解密條件 附件 主旨 案情摘要 段落 正本 副本 抄本 署名 敬陳 擬辦方式 開會事由 開會時間 開會地點 ' +
    '會勘事由 會勘時間 會勘地點 主持人 出席者 列席者 備註'
  ).split(' '),
);

/**
 * The fields of a DI document. Elements are those of the exchange's tag sets of 2002 to 2015 (91, 93, 97, 99 and 104;
 * 文書及檔案管理電腦化作業規範, appendix on formats), in whatever order they come.
 */
export function diFields(root: XmlElement, attached: ReadonlyMap<string, string>): DiFields {
  const all = (...names: string[]): XmlElement[] => root.children.filter(({ name }) => names.includes(name));
  const one = (...names: string[]): XmlElement | undefined => all(...names)[0];
  const text = (...names: string[]): string | null => {
    const element = one(...names);
    return element === undefined ? null : wordsOf(element) || null;
  };
  const recipient = one('受文者');
  const date = text('發文日期', '年月日');
  const numbers = all('發文字號', '文號')
    .map(numberOf)
    .filter(({ text: written }) => written !== '');
  const reason = text('開會事由', '會勘事由');
  const official: OfficialDocument = {
    kind: attributeOf(one('函類別', '令類別', '其他類別', '公文類別'), '代碼') ?? root.name,
    issuers: all('發文機關', '單位')
      .map(partyOf)
      .filter(({ name }) => name !== ''),
    address: text('地址'),
    contacts: all('聯絡方式', '聯絡人及電話')
      .map((element) => wordsOf(element, '　'))
      .filter((line) => line !== ''),
    recipient: recipient === undefined ? null : (partiesIn(recipient)[0] ?? null),
    date: date === null ? null : officialDate(date),
    numbers,
    urgency: attributeOf(one('速別'), '代碼') ?? text('速別'),
    secrecy: secrecyOf(one('密等及解密條件或保密期限', '密等及解密條件'), numbers),
    attachments: attachmentsOf(one('附件'), attached),
    subject: text('主旨') ?? reason ?? text('案情摘要'),
    sections: [
      ...all('段落').map((element) => sectionOf(element, '')),
      ...all('備註').flatMap(({ children }) => children.map((element) => sectionOf(element, '備註'))),
    ],
    meeting:
      reason === null
        ? null
        : {
            reason,
            times: all('開會時間', '會勘時間').map((time) => wordsOf(time)),
            place: text('開會地點', '會勘地點') ?? '',
            chair: all('主持人').flatMap(partiesIn),
            attendees: all('出席者').flatMap(partiesIn),
            observers: all('列席者').flatMap(partiesIn),
          },
    originals: all('正本').flatMap(partiesIn),
    copies: all('副本', '抄本').flatMap(partiesIn),
    signatures: all('署名', '敬陳')
      .map((element) => wordsOf(element, '　'))
      .filter((line) => line !== ''),
  };
  const others = root.children
    .filter(({ name }) => !KNOWN.has(name))
    .map((element) => [element.name, wordsOf(element, '　')] as const)
    .filter(([, value]) => value !== '');
  return { official, others };
}

/** 發文字號 with its word and number apart, or as one text; 文號 alone where a draft has no word yet. */
function numberOf(element: XmlElement): DocumentNumber {
  const child = (name: string): XmlElement | undefined => element.children.find((one) => one.name === name);
  const parts = (element.name === '文號' ? element : child('文號'))?.children ?? [];
  const part = (name: string): string => textOf(parts.find((one) => one.name === name)).normalize('NFKC');
  const word = textOf(child('字')).replace(/字$/, '');
  const [year, serial] = [part('年度'), part('流水號')];
  const branch = /^0*$/.test(part('支號')) ? '' : part('支號');
  if (word === '' && serial === '') return officialNumber(wordsOf(element));
  const number = `${year}${serial}${branch}`;
  return {
    text: word === '' ? number : `${word}字第${number}號`,
    ...(word === '' ? {} : { word }),
    year,
    serial,
    ...(branch === '' ? {} : { branch }),
  };
}

/** Grade and terms; some systems write the grade among the terms, and some into the number's word (○密字). */
function secrecyOf(field: XmlElement | undefined, numbers: readonly DocumentNumber[]): Secrecy | null {
  const grade = field?.children.find(({ name }) => name === '密等');
  const terms = (field?.children ?? []).filter(({ name }) => name !== '密等').map((one) => wordsOf(one));
  const written = [attributeOf(grade, '代碼') ?? '', textOf(grade), textOf(field), ...terms];
  const mark = written.filter((piece) => piece !== '').join('　');
  const levels = written.flatMap((piece) => levelOfField(piece) ?? []);
  const [level] = levels;
  if (level !== undefined) return { level, mark };
  const number = numbers.find(({ word }) => word !== undefined && compact(word).endsWith('密'));
  return number === undefined ? null : { level: '密', mark: number.text };
}

function attachmentsOf(
  element: XmlElement | undefined,
  attached: ReadonlyMap<string, string>,
): OfficialDocument['attachments'] {
  if (element === undefined) return null;
  const entities = element.children.flatMap((child) => (child.attributes.附件名 ?? '').split(/\s+/));
  const files = entities.filter((name) => name !== '').map((name) => attached.get(name) ?? name);
  const text = wordsOf(element);
  return text === '' && files.length === 0 ? null : { text, files };
}

/** 段落; one without a name of its own goes by `otherwise`. */
function sectionOf(element: XmlElement, otherwise: string): OfficialSection {
  const name = cleanText(element.attributes.段名 ?? '').replace(/[\s：:]+/g, '');
  return { name: name || otherwise, ...contentOf(element) };
}

function contentOf(element: XmlElement): { text: string; items: OfficialItem[] } {
  const text = [
    textOf(element),
    ...element.children.filter(({ name }) => name !== '條列').map((one) => wordsOf(one)),
  ];
  const items = element.children.filter(({ name }) => name === '條列');
  return {
    text: text.filter((piece) => piece !== '').join(''),
    items: items.map((item) => ({
      mark: cleanText(item.attributes.序號 ?? '').trim(),
      ...contentOf(item),
    })),
  };
}
