import { checkExtent, type Draft, type DraftPart } from '../draft.ts';
import type { Source } from '../fault.ts';
import { paragraphsIn } from './text.ts';

/** Longer lines are no headings. */
const LONGEST_HEADING = 500;
const FRONT_MATTER = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
const PAIR = /^([\w-]{1,40}):[ \t]+(.{1,500})$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const BLANK = /^[ \t]*$/;
/** Lines that a line of dashes below does not make a heading of. */
const OTHER_BLOCK = /^ {0,3}(?:[-+*>|]|\d{1,9}[.)])|^(?: {4}|\t)/;
const EMPHASIS = /(\*\*|__|\*|`|~~)(.+?)\1/g;

/** Whether a text without a telling name reads like Markdown: it has headings with #. */
export function looksLikeMarkdown(text: string): boolean {
  return /^#{1,6}[ \t]+\S/m.test(text);
}

/** Markdown: headings as sections, everything else as it is written. */
export function readMarkdown(text: string, source: Source): Draft {
  const front = FRONT_MATTER.exec(text);
  const metadata = Object.fromEntries(
    (front?.[1] ?? '').split('\n').flatMap((line) => {
      const pair = PAIR.exec(line);
      return pair ? [[pair[1]!, pair[2]!.trim().replace(/^(["'])(.*)\1$/, '$2')]] : [];
    }),
  );
  const parts: DraftPart[] = [];
  let body = front?.[0].length ?? 0;
  for (const heading of headingsIn(text, body)) {
    parts.push(...blocksIn(text, body, heading.from), heading.part);
    body = heading.to;
  }
  parts.push(...blocksIn(text, body, text.length));
  checkExtent(source, text.length, parts.length);
  return { format: 'markdown', text, parts, title: metadata.title ?? null, metadata, margins: [] };
}

/** Paragraphs, lists and tables, told by how they begin. */
function blocksIn(text: string, from: number, to: number): DraftPart[] {
  return paragraphsIn(text, from, to).map((part) => {
    const start = text.slice(part.from, part.from + 12);
    if (start.startsWith('|')) return { ...part, kind: 'table' };
    return /^(?:[-+*]|\d{1,9}[.)])[ \t]/.test(start) ? { ...part, kind: 'list_item' } : part;
  });
}

interface FoundHeading {
  /** The lines that it takes. */
  readonly from: number;
  readonly to: number;
  readonly part: DraftPart;
}

/** Headings with # and those underlined, but for what looks like one inside fenced code. */
function* headingsIn(text: string, start: number): Generator<FoundHeading> {
  let fence: string | null = null;
  /** A paragraph of one line so far, which the next line may underline. */
  let single: { readonly from: number; readonly line: string } | null = null;
  let afterBlank = true;
  for (let at = start; at < text.length; ) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const line = text.slice(at, end);
    const mark = FENCE.exec(line)?.[1];
    const short = line.length <= LONGEST_HEADING;
    const atx = fence === null && short ? ATX.exec(line) : null;
    const under: RegExpExecArray | null = single === null ? null : UNDERLINE.exec(line);
    const heading: FoundHeading | null = atx?.[2]
      ? headingAt(text, at, end, atx[1]!.length, atx[2])
      : under && headingAt(text, single!.from, end, under[1]![0] === '=' ? 1 : 2, single!.line);
    if (heading) yield heading;
    else if (mark !== undefined && fence === null) fence = mark;
    else if (mark !== undefined && mark[0] === fence![0] && mark.length >= fence!.length) fence = null;
    const plain: boolean =
      fence === null && short && !heading && afterBlank && !BLANK.test(line) && !OTHER_BLOCK.test(line);
    single = plain && mark === undefined ? { from: at, line } : null;
    afterBlank = heading !== null || BLANK.test(line);
    at = end + 1;
  }
}

function headingAt(text: string, from: number, to: number, level: number, words: string): FoundHeading {
  const title = words.trim().replace(EMPHASIS, '$2');
  const shown = text.slice(from, to);
  const indent = shown.length - shown.trimStart().length;
  const part: DraftPart = {
    kind: 'heading',
    from: from + indent,
    to: from + shown.trimEnd().length,
    level,
    title,
  };
  return { from, to, part };
}
