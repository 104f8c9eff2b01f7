import type { DraftText } from '../draft.ts';
import type { OfficialDocument, OfficialItem, OfficialSection, Party } from './official-document.ts';

/** Lays a document's fields out as it is printed: head, sections with their items, those who get it, signatures. */
export function layOut(
  official: OfficialDocument,
  others: readonly (readonly [string, string])[],
  draft: DraftText,
): void {
  const field = (label: string, value: string | null | undefined): void => {
    if (value) draft.add('field', `${label}：${value}`, { section: [] });
  };
  const { meeting, attachments, secrecy } = official;
  const issuers = official.issuers.map(({ name }) => name).join('、');
  draft.add('heading', `${issuers}　${official.kind ?? ''}`, { section: [] });
  field('地址', official.address);
  for (const contact of official.contacts) draft.add('field', contact, { section: [] });
  field('受文者', official.recipient?.name);
  field('發文日期', official.date?.text);
  for (const { text } of official.numbers) field('發文字號', text);
  field('速別', official.urgency);
  field('密等及解密條件或保密期限', secrecy?.mark);
  field('附件', attachments?.text);
  for (const [label, value] of others) field(label, value);
  if (meeting) {
    const part = (label: string, value: string): void =>
      draft.add('paragraph', `${label}：${value}`, { section: [label] });
    const what = official.kind === '會勘通知單' ? '會勘' : '開會';
    part(`${what}事由`, meeting.reason);
    for (const time of meeting.times) part(`${what}時間`, time);
    if (meeting.place !== '') part(`${what}地點`, meeting.place);
    field('主持人', names(meeting.chair));
    field('出席者', names(meeting.attendees));
    field('列席者', names(meeting.observers));
  } else if (official.subject) {
    draft.add('paragraph', `主旨：${official.subject}`, { section: ['主旨'] });
  }
  for (const section of official.sections) sectionOut(section, draft);
  field('正本', names(official.originals));
  field('副本', names(official.copies));
  for (const signature of official.signatures) draft.add('field', signature, { section: [] });
}

function sectionOut({ name, text, items }: OfficialSection, draft: DraftText): void {
  const section = name === '' ? [] : [name];
  const label = name === '' ? '' : `${name}：`;
  if (text !== '') draft.add('paragraph', `${label}${text}`, { section });
  else if (name !== '') draft.add('heading', label, { section });
  itemsOut(items, section, draft);
}

function itemsOut(items: readonly OfficialItem[], section: readonly string[], draft: DraftText): void {
  for (const { mark, text, items: inner } of items) {
    const own = mark === '' ? section : [...section, mark];
    draft.add('list_item', `${mark}${text}`, { section: own });
    itemsOut(inner, own, draft);
  }
}

function names(parties: readonly Party[]): string {
  return parties
    .map(({ name, withAttachments }) => (withAttachments ? `${name}（含附件）` : name))
    .join('、');
}
