import { chapterHeading } from '../chapter-heading.ts';
import { labelsOf } from '../official/labels.ts';
import { itemMark } from '../official/numbering.ts';
import type { PdfLine } from './pdf-lines.ts';

/** The lines of one paragraph; `page` is that of the first. */
export interface PdfParagraph {
  readonly page: number;
  readonly texts: string[];
}

export interface PdfText {
  readonly paragraphs: readonly PdfParagraph[];
  /** Lines that stand at the edges of pages again and again, and numbers of pages. */
  readonly margins: readonly string[];
}

const PAGE_NUMBER =
  /^(?:第\s*\d+\s*頁\s*[,，/]?\s*(?:共\s*\d+\s*頁)?|[-–—]?\s*\d{1,4}\s*[-–—]?|page\s+\d+(?:\s+of\s+\d+)?|\d+\s*\/\s*\d+)$/i;
/** The line along which sheets are bound, drawn as text. */
const BINDING = /^[裝訂線.·…‧:\s]+$/;
const ENDS_SENTENCE = /[。！？!?：:;；」』）)】]$|\.$/;
/** Lines at the top and at the bottom of a page in which headers and footers stand; fewer where there are few lines. */
const EDGE = 2;
const FEW_LINES = 8;
/** A line that reaches so far towards the right edge of the text goes on in the next. */
const FULL = 0.9;
/** Lines further apart than so many heights belong to different paragraphs. */
const APART = 2.2;

/** The paragraphs of all pages: headers, footers and binding lines left out, lines that run on put together. */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): PdfText {
  const margins = new Set<string>();
  const repeated = repeatedEdges(pages);
  const paragraphs: PdfParagraph[] = [];
  let last: PdfLine | null = null;
  for (const page of pages) {
    const right = page.reduce((most, line) => Math.max(most, line.right), 0);
    const left = page.reduce((least, line) => Math.min(least, line.left), right);
    for (const [index, line] of page.entries()) {
      if (BINDING.test(line.text)) continue;
      const edge = edgeOf(page);
      const atEdge = index < edge || index >= page.length - edge;
      if (atEdge && (PAGE_NUMBER.test(line.text) || repeated.has(shapeOf(line.text)))) {
        margins.add(line.text);
        continue;
      }
      if (last !== null && runsOn(last, line, left, right)) paragraphs.at(-1)!.texts.push(line.text);
      else paragraphs.push({ page: line.page, texts: [line.text] });
      last = line;
    }
  }
  return { paragraphs, margins: [...margins] };
}

const edgeOf = (page: readonly PdfLine[]): number => (page.length < FEW_LINES ? 1 : EDGE);

/** What is the same on every page: with a number of the page in it, all but the number. */
function shapeOf(text: string): string {
  const shape = text.replace(/\s/g, '');
  return /頁|page/i.test(shape) && !/[。！？；]/.test(shape) ? shape.replace(/\d+/g, '0') : shape;
}

/** Shapes of lines at the edges of three pages or more, and of half of them at least. */
function repeatedEdges(pages: readonly (readonly PdfLine[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const edge = edgeOf(page);
    const edges = new Set([...page.slice(0, edge), ...page.slice(-edge)].map(({ text }) => shapeOf(text)));
    for (const shape of edges) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const enough = Math.max(3, pages.length / 2);
  return new Set([...counts].flatMap(([shape, count]) => (count >= enough ? [shape] : [])));
}

function runsOn(before: PdfLine, line: PdfLine, left: number, right: number): boolean {
  if (ENDS_SENTENCE.test(before.text)) return false;
  if (before.right < left + FULL * (right - left)) return false;
  const height = Math.max(before.height, line.height, 1);
  const gap = before.y - line.y;
  if (before.page === line.page && (gap < 0 || gap > APART * height)) return false;
  if (Math.abs(before.height - line.height) > 0.25 * height) return false;
  return (
    labelsOf(line.text).length === 0 && itemMark(line.text) === null && chapterHeading(line.text) === null
  );
}
