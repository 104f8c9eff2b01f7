import type { Parcel } from '../../contracts/notices.ts';
import type { EmailTarget } from '../target.ts';
import type { Message } from '../words/message.ts';

/** A letter before a mail server gets it. */
export interface Letter {
  readonly from: EmailTarget['from'];
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly date: Date;
  readonly language: string;
}

/**
 * The letter for a notice. Its Message-ID stays the same in every try, so that a mailbox that got it twice shows it
 * once. All texts are one line by now, so none can begin a header.
 */
export function letterOf({ from, to }: EmailTarget, { id, at }: Parcel, message: Message): Letter {
  const { subject, sentence, link, linkTitle, language } = message;
  const anchor =
    link === null ? '' : `<p><a href="${escaped(link)}">${escaped(linkTitle)}</a><br>${escaped(link)}</p>`;
  return {
    from,
    to,
    subject,
    text: link === null ? `${sentence}\n` : `${sentence}\n\n${linkTitle}: ${link}\n`,
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body><p>${withCode(sentence)}</p>${anchor}</body></html>`,
    messageId: `<${id}@${from.address.split('@')[1]}>`,
    date: new Date(at),
    language,
  };
}

function withCode(text: string): string {
  return escaped(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
