import { joinLines } from '../join-lines.ts';
import { levelOfField } from '../secrecy/field.ts';
import type { Block } from './blocks.ts';
import { officialDate } from './date.ts';
import type { HeadLabel, OfficialLabel } from './labels.ts';
import { officialNumber } from './number.ts';
import type { OfficialDocument, OfficialItem, OfficialSection, Party } from './official-document.ts';
import { partiesOf } from './parties.ts';

const CONTACTS: readonly HeadLabel[] = [
  '承辦單位',
  '承辦人',
  '聯絡人',
  '電話',
  '傳真',
  '電子信箱',
  '聯絡方式',
];
const SECTIONS: readonly OfficialLabel[] = [
  ...(['說明', '辦法', '擬辦', '依據', '公告事項', '建議', '請求', '核示事項', '備註'] as const),
];
/** A signature is a title and a name at most. */
const LONGEST_SIGNATURE = 30;

/** The typed fields of an official document that came as text, from its blocks. Of a field given twice the first counts. */
export function officialFields(blocks: readonly Block[]): OfficialDocument {
  const value = (label: OfficialLabel): string | null => {
    const block = blocks.find((one) => one.label === label && one.opens === 'label');
    return block === undefined ? null : joinLines(block.lines);
  };
  const given = (label: OfficialLabel): string | null => value(label) || null;
  const parties = (label: OfficialLabel): Party[] => {
    const block = blocks.find((one) => one.label === label && one.opens === 'label');
    return block === undefined ? [] : partiesOf(block.lines.join('\n'));
  };
  const titles = blocks.flatMap(({ title }) => title ?? []);
  const title = titles[0];
  const issuer = title?.issuer ?? lineBefore(blocks);
  const date = given('發文日期');
  const number = given('發文字號');
  const terms = value('密等');
  const level = terms === null ? null : levelOfField(terms);
  const attachments = value('附件');
  const [recipient] = partiesOf(given('受文者') ?? '');
  return {
    kind:
      title?.kind ??
      (value('開會事由') === null ? (value('會勘事由') === null ? null : '會勘通知單') : '開會通知單'),
    issuers: issuer === null ? [] : [{ name: issuer }],
    address: given('地址'),
    contacts: CONTACTS.flatMap((label) => {
      const written = given(label);
      return written === null ? [] : [`${label}：${written}`];
    }),
    recipient: recipient ?? null,
    date: date === null ? null : officialDate(date),
    numbers: number === null ? [] : [officialNumber(number)],
    urgency: given('速別'),
    secrecy: level === null ? null : { level, mark: terms! },
    attachments: attachments === null ? null : { text: attachments, files: [] },
    subject: given('主旨') ?? given('開會事由') ?? given('會勘事由'),
    sections: SECTIONS.flatMap((label) => sectionsNamed(blocks, label)),
    meeting: meetingOf(given, parties),
    originals: parties('正本'),
    copies: [...parties('副本'), ...parties('抄本')],
    signatures: signaturesIn(blocks),
  };
}

/** Where the title is the kind alone, the issuer stands on the line before it. */
function lineBefore(blocks: readonly Block[]): string | null {
  const at = blocks.findIndex(({ opens }) => opens === 'title');
  const before = blocks[at - 1];
  return before?.opens === 'line' ? joinLines(before.lines.slice(-1)) : null;
}

function sectionsNamed(blocks: readonly Block[], label: OfficialLabel): OfficialSection[] {
  const at = blocks.findIndex((block) => block.label === label && block.opens === 'label');
  if (at < 0) return [];
  const end = blocks.findIndex((block, index) => index > at && block.opens !== 'item');
  const items = blocks.slice(at + 1, end < 0 ? blocks.length : end);
  return [{ name: label, text: joinLines(blocks[at]!.lines), items: nested(items) }];
}

/** Items in a row to items inside each other, by their levels. */
function nested(blocks: readonly Block[]): OfficialItem[] {
  const items: OfficialItem[] = [];
  for (let at = 0; at < blocks.length; ) {
    const { mark, lines } = blocks[at]!;
    let end = at + 1;
    while (end < blocks.length && blocks[end]!.mark!.level > mark!.level) end += 1;
    items.push({ mark: mark!.mark, text: joinLines(lines), items: nested(blocks.slice(at + 1, end)) });
    at = end;
  }
  return items;
}

function meetingOf(
  given: (label: OfficialLabel) => string | null,
  parties: (label: OfficialLabel) => Party[],
): OfficialDocument['meeting'] {
  const reason = given('開會事由') ?? given('會勘事由');
  if (reason === null) return null;
  const time = given('開會時間') ?? given('會勘時間');
  return {
    reason,
    times: time === null ? [] : [time],
    place: given('開會地點') ?? given('會勘地點') ?? '',
    chair: parties('主持人'),
    attendees: parties('出席者'),
    observers: parties('列席者'),
  };
}

function signaturesIn(blocks: readonly Block[]): string[] {
  const tail = blocks.findLastIndex(({ label }) => label === '正本' || label === '副本' || label === '抄本');
  if (tail < 0) return [];
  return blocks
    .slice(tail + 1)
    .filter(({ opens }) => opens === 'line')
    .map(({ lines }) => joinLines(lines))
    .filter((line) => line.length <= LONGEST_SIGNATURE && !/[。：]/.test(line));
}
