import { Parser } from 'htmlparser2';
import { cleanText } from '../clean-text.ts';
import type { PartKind } from '../document.ts';
import { type Draft, DraftText } from '../draft.ts';
import { documentFault, type Source } from '../fault.ts';
import { collapseSpace } from '../join-lines.ts';
import { TableText } from '../table-text.ts';

/** Elements whose content nobody reads, or that is no text. */
const UNREAD = new Set(
  'script style template noscript svg math canvas iframe object embed audio video select datalist textarea'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul caption'
  ).split(' '),
);
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const META = new Set(['author', 'description', 'keywords', 'date', 'dc.title', 'dc.creator', 'dc.date']);

/** A whole page, told by how it begins. */
export function isHtmlPage(text: string): boolean {
  return /^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html[\s>])/i.test(
    text.slice(0, 4096),
  );
}

/** A page, or a piece of one. */
export function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 4096);
  return (
    isHtmlPage(head) ||
    (/^\s*</.test(head) && /<(?:head|body|div|p|table|h[1-6]|meta|ul|ol)[\s>]/i.test(head))
  );
}

/** HTML as a reader sees it: scripts, styles and what is hidden left out, headings as sections, tables row by row. */
export function readHtml(text: string, source: Source): Draft {
  const page = new Page(source);
  const parser = new Parser(page, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  });
  parser.write(text);
  parser.end();
  return page.draft();
}

/** What the parser tells of, gathered to parts. */
class Page {
  readonly #source: Source;
  readonly #draft: DraftText;
  readonly #metadata: Record<string, string> = {};
  #title = '';
  #text = '';
  /** Names of the open elements. */
  readonly #open: string[] = [];
  /** How many elements were open when the one began that is not read; 0 outside of such. */
  #unread = 0;
  #preformatted = 0;
  readonly #lists: { readonly ordered: boolean; next: number }[] = [];
  #table: TableText | null = null;

  constructor(source: Source) {
    this.#source = source;
    this.#draft = new DraftText(source);
  }

  draft(): Draft {
    this.#close();
    const title = cleanText(collapseSpace(this.#title)).trim();
    const margins = title === '' ? [] : [title];
    return {
      format: 'html',
      text: this.#draft.text,
      parts: this.#draft.parts,
      title: title === '' ? null : title,
      metadata: this.#metadata,
      margins,
    };
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    const { depth } = this.#source.limits;
    this.#open.push(name);
    if (this.#open.length > depth) {
      throw documentFault(this.#source, 'DOCUMENT_TOO_DEEP', {
        params: { limit: depth },
        field: `<${name}>`,
      });
    }
    if (this.#unread > 0) return;
    if (UNREAD.has(name) || 'hidden' in attributes || HIDDEN_STYLE.test(attributes.style ?? '')) {
      this.#unread = this.#open.length;
      return;
    }
    if (name === 'meta') this.#meta(attributes);
    if (name === 'br') this.#text += '\n';
    if (BLOCKS.has(name)) this.#begin(name);
  }

  ontext(text: string): void {
    if (this.#unread > 0) return;
    if (this.#open.at(-1) === 'title') this.#title += text.slice(0, 1000);
    else if (this.#open.at(-1) !== 'head') this.#text += this.#preformatted > 0 ? text : collapseSpace(text);
  }

  onclosetag(name: string): void {
    const closed = this.#open.length;
    this.#open.pop();
    if (this.#unread > 0) {
      if (closed === this.#unread) this.#unread = 0;
      return;
    }
    if (BLOCKS.has(name)) this.#end(name);
  }

  #meta({ name, content, property }: Record<string, string>): void {
    const key = (name ?? property ?? '').toLowerCase();
    if (META.has(key) && content !== undefined) this.#metadata[key] = cleanText(content.slice(0, 1000));
  }

  #begin(name: string): void {
    if (name === 'td' || name === 'th' || name === 'tr') {
      if (name === 'tr') this.#table?.row();
      else this.#table?.cell();
      return;
    }
    if (name === 'table') {
      if (this.#table === null) this.#close();
      this.#table ??= new TableText();
      this.#table.open();
      return;
    }
    this.#close();
    if (name === 'pre') this.#preformatted += 1;
    if (name === 'ul' || name === 'ol') this.#lists.push({ ordered: name === 'ol', next: 1 });
    const list = this.#lists.at(-1);
    if (name === 'li' && list?.ordered) this.#text = `${list.next++}. `;
  }

  #end(name: string): void {
    if (name === 'td' || name === 'th' || name === 'tr' || name === 'caption') {
      this.#close();
    } else if (name === 'table' && this.#table !== null) {
      this.#close();
      if (this.#table.close()) {
        this.#draft.add('table', this.#table.text());
        this.#table = null;
      }
    } else {
      this.#close(name);
    }
    if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1);
    if (name === 'ul' || name === 'ol') this.#lists.pop();
  }

  /** Ends the paragraph that was gathered. */
  #close(element = this.#open.at(-1)): void {
    const text = cleanText(this.#text)
      .split('\n')
      .map((line) => (this.#preformatted > 0 ? line.trimEnd() : line.trim().replace(/ {2,}/g, ' ')))
      .join('\n')
      .trim();
    this.#text = '';
    if (text === '') return;
    if (this.#table !== null) {
      this.#table.add(text);
      return;
    }
    const level = /^h([1-6])$/.exec(element ?? '')?.[1];
    const kind: PartKind =
      level !== undefined ? 'heading' : this.#lists.length > 0 ? 'list_item' : 'paragraph';
    this.#draft.add(kind, text, level === undefined ? {} : { level: Number(level) });
  }
}
