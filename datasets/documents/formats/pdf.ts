import type { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { cleanText } from '../clean-text.ts';
import { type Draft, DraftText } from '../draft.ts';
import { documentFault, type Source } from '../fault.ts';
import { joinLines } from '../join-lines.ts';
import { type PdfLine, pageLines } from './pdf-lines.ts';
import { type PdfPage, readPdfPages } from './pdf-pages.ts';
import { paragraphsOf } from './pdf-paragraphs.ts';

/** A page of running text has a thousand characters; the stamp of a scanner or of a registry has some dozen. */
const FEWEST_CHARACTERS = 10;
/** Share of characters without meaning from which a page's fonts must be taken to say nothing of what they draw. */
const MOST_UNREADABLE = 0.1;
const UNREADABLE = /[\ufffd\p{Co}\p{Cn}]|(?![\t\n])\p{Cc}/gu;

/** A PDF by its text layer. Text drawn by fonts that do not say which characters they draw is refused, not guessed at. */
export async function readPdf(bytes: Buffer, source: Source): Promise<Draft> {
  const { pages, metadata } = await readPdfPages(bytes, source);
  const lines = pages.map(pageLines);
  const characters = lines.map((page) =>
    page.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0),
  );
  const total = characters.reduce((sum, count) => sum + count, 0);
  // A page whose fonts are not known may seem to have no text at all, and is no scan for that.
  const strange = pages.find(({ unknownFonts }) => unknownFonts);
  if (strange) throw unreadableFonts(strange, source);
  if (total < FEWEST_CHARACTERS * pages.length) {
    const params = { characters: total, pages: pages.length };
    throw documentFault(source, 'DOCUMENT_SCANNED', { params });
  }
  for (const [index, page] of lines.entries()) checkReadable(page, pages[index]!, source);
  const draft = new DraftText(source);
  const { paragraphs, margins } = paragraphsOf(lines);
  for (const { texts, page } of paragraphs) draft.add('paragraph', cleanText(joinLines(texts)), { page });
  const bare = characters.flatMap((count, index) => (count === 0 ? [index + 1] : []));
  return {
    format: 'pdf',
    text: draft.text,
    parts: draft.parts,
    title: metadata.title ?? null,
    metadata: {
      ...metadata,
      pages: String(pages.length),
      ...(bare.length === 0 ? {} : { pages_without_text: bare.join(', ') }),
    },
    margins: [...margins, ...(metadata.title === undefined ? [] : [metadata.title])],
  };
}

function checkReadable(lines: readonly PdfLine[], page: PdfPage, source: Source): void {
  const text = lines.map((line) => line.text).join('');
  const strange = text.match(UNREADABLE)?.length ?? 0;
  if (strange > MOST_UNREADABLE * text.length) throw unreadableFonts(page, source);
}

function unreadableFonts({ number }: PdfPage, source: Source): TouchstoneError {
  const params = { page: number };
  return documentFault(source, 'DOCUMENT_PDF_FONTS', { params, field: `page ${number}` });
}
