import type { DraftPart } from '../draft.ts';
import { isHeadLabel, isTailLabel, labelsOf, type OfficialLabel } from './labels.ts';
import { type ItemMark, itemMark } from './numbering.ts';
import { type OfficialTitle, officialTitle } from './title.ts';

/** One line of a document's text. */
export interface TextLine {
  readonly text: string;
  readonly from: number;
  readonly page?: number;
}

/** A run of lines of an official document that belong together. */
export interface Block {
  /** The label that it stands under; null for what stands before all of them. */
  readonly label: OfficialLabel | null;
  /** A field or the beginning of a section has its label in front; an item its number; a title is told as one. */
  readonly opens: 'label' | 'item' | 'title' | 'line';
  readonly title?: OfficialTitle;
  readonly mark?: ItemMark;
  readonly from: number;
  to: number;
  readonly page?: number;
  /** Its text without label and number, line by line. */
  readonly lines: string[];
}

/** The lines of all parts, blank ones left out. */
export function linesOf(text: string, parts: readonly DraftPart[]): TextLine[] {
  return parts.flatMap(({ from, to, page }) => {
    const lines: TextLine[] = [];
    for (let at = from; at < to; ) {
      const next = text.indexOf('\n', at);
      const end = next < 0 || next > to ? to : next;
      const line = text.slice(at, end);
      if (line.trim() !== '') lines.push({ text: line, from: at, ...(page === undefined ? {} : { page }) });
      at = end + 1;
    }
    return lines;
  });
}

/** Fields whose value may go on in the next line. */
const LONG_FIELDS = new Set<OfficialLabel>([
  '附件',
  '正本',
  '副本',
  '抄本',
  '受文者',
  '聯絡方式',
  '出席者',
  '列席者',
  '主持人',
]);

/** Cuts the lines of an official document into its title, fields, sections and items. */
export function blocksOf(lines: readonly TextLine[]): Block[] {
  const blocks: Block[] = [];
  let zone: 'head' | 'body' | 'tail' = 'head';
  /** The last number at each level of the present section. */
  let counts: number[] = [];
  for (const line of lines) {
    const page = line.page === undefined ? {} : { page: line.page };
    const labels = labelsOf(line.text).filter(({ label }) => zone !== 'body' || !isHeadLabel(label));
    for (const { label, value, from: start, at } of labels) {
      zone = isHeadLabel(label) ? 'head' : isTailLabel(label) ? 'tail' : 'body';
      counts = [];
      const mark = zone === 'body' ? acceptedMark(value, counts) : null;
      const from = line.from + start;
      const to = line.from + (mark ? at : at + value.length);
      blocks.push({
        label,
        opens: 'label',
        from,
        to,
        ...page,
        lines: mark || value.trim() === '' ? [] : [value],
      });
      if (mark)
        blocks.push({
          label,
          opens: 'item',
          mark,
          from: to,
          to: to + value.length,
          ...page,
          lines: [mark.rest],
        });
    }
    if (labels.length > 0) continue;
    const last = blocks.at(-1);
    const mark = zone === 'body' ? acceptedMark(line.text, counts) : null;
    const title = zone === 'body' ? null : officialTitle(line.text);
    const [from, to] = [line.from + indentOf(line.text), endOf(line)];
    if (mark) {
      blocks.push({ label: last?.label ?? null, opens: 'item', mark, from, to, ...page, lines: [mark.rest] });
    } else if (title) {
      blocks.push({ label: null, opens: 'title', title, from, to, ...page, lines: [line.text] });
    } else if (last && (zone === 'body' || goesOn(last, line.text))) {
      last.lines.push(line.text);
      last.to = to;
    } else {
      blocks.push({ label: null, opens: 'line', from, to, ...page, lines: [line.text] });
    }
  }
  return blocks;
}

/** A list of names goes on; a short line below the last of them is a signature. */
function goesOn(block: Block, line: string): boolean {
  if (block.label === null || block.opens !== 'label' || !LONG_FIELDS.has(block.label)) return false;
  if (!isTailLabel(block.label)) return true;
  return block.lines.length === 0 || /[、，,；;]\s*$/.test(block.lines.at(-1)!) || /[、，,；;]/.test(line);
}

/**
 * The number before a line, if it is the first of its level or the one due: else a line that merely begins with a number,
 * such as 114、115年度 in the middle of a sentence, would become an item.
 */
function acceptedMark(line: string, counts: number[]): ItemMark | null {
  const mark = itemMark(line);
  if (!mark || (mark.value !== 1 && mark.value !== (counts[mark.level] ?? 0) + 1)) return null;
  counts[mark.level] = mark.value;
  counts.length = mark.level + 1;
  return mark;
}

const indentOf = (text: string): number => text.length - text.trimStart().length;
const endOf = (line: TextLine): number => line.from + line.text.trimEnd().length;
