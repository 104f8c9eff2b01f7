import { bothWide } from '../join-lines.ts';
import type { PdfItem, PdfPage } from './pdf-pages.ts';

/** One line of a page. */
export interface PdfLine {
  readonly text: string;
  readonly page: number;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly height: number;
}

/** The lines of a page, in the order in which it draws them. */
export function pageLines(page: PdfPage): PdfLine[] {
  const lines: PdfLine[] = [];
  let row: PdfItem[] = [];
  const close = (): void => {
    const line = lineOf(row, page.number);
    if (line) lines.push(line);
    row = [];
  };
  for (const item of page.items) {
    const last = row.findLast(({ text }) => text.trim() !== '');
    // Text on another height begins another line, but for small steps such as those of superscripts.
    if (
      last &&
      item.text.trim() !== '' &&
      Math.abs(item.y - last.y) > 0.6 * Math.max(last.height, item.height, 1)
    ) {
      close();
    }
    row.push(item);
    if (item.endsLine) close();
  }
  close();
  return lines;
}

function lineOf(row: readonly PdfItem[], page: number): PdfLine | null {
  const seen = row.filter(({ text }) => text.trim() !== '');
  const first = seen[0];
  if (first === undefined) return null;
  const height = seen.reduce((most, one) => Math.max(most, one.height), 0);
  let text = '';
  let gap: PdfItem | null = null;
  for (const item of row) {
    if (item.text.trim() === '') {
      gap = item;
      continue;
    }
    text += (gap === null ? '' : spaceFor(gap.width / Math.max(height, 1), text, item.text)) + item.text;
    gap = null;
  }
  return {
    text: text.trim(),
    page,
    left: seen.reduce((least, { x }) => Math.min(least, x), first.x),
    right: seen.reduce((most, { x, width }) => Math.max(most, x + width), 0),
    y: first.y,
    height,
  };
}

/** Justified setting parts Chinese characters by a little; a gap nearly as wide as two of them parts columns. */
function spaceFor(width: number, before: string, after: string): string {
  if (width > 1.6) return '\u3000';
  return width < 0.45 && bothWide(before, after) ? '' : ' ';
}
