import { cleanText } from '../clean-text.ts';
import type { DraftText } from '../draft.ts';
import type { Source } from '../fault.ts';
import { TableText } from '../table-text.ts';
import { readXml } from '../xml/sax.ts';
import { type WordNames, wordNames } from './docx-names.ts';
import type { ListNumbers } from './docx-numbering.ts';
import type { ParagraphStyle } from './docx-styles.ts';

/** Elements whose content is not part of the text: deletions, moved-away text, instructions of fields, doubles of shapes. */
const UNREAD = new Set(['del', 'moveFrom', 'delText', 'instrText', 'delInstrText', 'mc:Fallback']);

interface Paragraph {
  text: string;
  style: string | undefined;
  heading: number | undefined;
  list: string | undefined;
  listLevel: number | undefined;
}

/** Reads the paragraphs and tables of one part of a DOCX into a draft. */
export class WordText {
  readonly #draft: DraftText;
  readonly #styles: ReadonlyMap<string, ParagraphStyle>;
  readonly #lists: ListNumbers;
  #names: WordNames | null = null;
  /** Open paragraphs: a text box has its own inside the paragraph that it hangs on. */
  readonly #open: Paragraph[] = [];
  #unread = 0;
  /** Inside `w:t`, inside the properties of a paragraph, inside a run that is hidden. */
  #inText = false;
  #inProperties = false;
  #hidden = false;
  #table: TableText | null = null;
  /** Paragraphs of the present table, for one that only arranges them. */
  #cells: string[] = [];
  #note = false;
  title: string | null = null;

  constructor(draft: DraftText, styles: ReadonlyMap<string, ParagraphStyle>, lists: ListNumbers) {
    this.#draft = draft;
    this.#styles = styles;
    this.#lists = lists;
  }

  read(xml: string, source: Source, part: string): void {
    this.#names = null;
    const events = {
      open: (tag: string, attributes: Readonly<Record<string, string>>) => {
        this.#names ??= wordNames(attributes);
        this.#begin(this.#names.element(tag), attributes);
      },
      text: (text: string) => {
        if (this.#inText && this.#unread === 0 && !this.#hidden) this.#write(text);
      },
      close: (tag: string) => this.#end(this.#names!.element(tag)),
    };
    readXml(xml, events, source, part);
  }

  /** Footnotes and endnotes, each a part of its own. */
  readNotes(xml: string, source: Source, part: string): void {
    this.#note = true;
    this.read(xml, source, part);
    this.#note = false;
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === '') return;
    if (this.#unread > 0 || UNREAD.has(name)) {
      this.#unread += 1;
      return;
    }
    const value = this.#names!.value(attributes);
    const paragraph = this.#open.at(-1);
    switch (name) {
      case 'p':
        this.#open.push({
          text: '',
          style: undefined,
          heading: undefined,
          list: undefined,
          listLevel: undefined,
        });
        break;
      case 'pPr':
        this.#inProperties = true;
        break;
      case 't':
        this.#inText = true;
        break;
      case 'vanish':
        if (!this.#inProperties && value !== '0' && value !== 'false') this.#hidden = true;
        break;
      case 'tbl':
        this.#table ??= new TableText();
        this.#table.open();
        break;
      case 'tr':
        this.#table?.row();
        break;
      case 'tc':
        this.#table?.cell();
        break;
      default:
        if (paragraph && this.#inProperties) this.#property(paragraph, name, value);
        else if (!this.#hidden) this.#sign(name);
    }
  }

  #property(paragraph: Paragraph, name: string, value: string | undefined): void {
    if (value === undefined) return;
    if (name === 'pStyle') paragraph.style = value;
    else if (name === 'outlineLvl' && Number(value) < 9) paragraph.heading = Number(value) + 1;
    else if (name === 'numId') paragraph.list = value;
    else if (name === 'ilvl') paragraph.listLevel = Number(value);
  }

  #sign(name: string): void {
    if (name === 'tab' || name === 'ptab') this.#write('\t');
    else if (name === 'br' || name === 'cr') this.#write('\n');
    else if (name === 'noBreakHyphen') this.#write('-');
  }

  #write(text: string): void {
    const paragraph = this.#open.at(-1);
    if (paragraph) paragraph.text += text;
  }

  #end(name: string): void {
    if (name === '') return;
    if (this.#unread > 0) {
      this.#unread -= 1;
      return;
    }
    if (name === 't') this.#inText = false;
    else if (name === 'pPr') this.#inProperties = false;
    else if (name === 'r') this.#hidden = false;
    else if (name === 'p') this.#finish(this.#open.pop());
    else if (name === 'tbl' && this.#table?.close()) this.#endTable(this.#table);
  }

  #finish(paragraph: Paragraph | undefined): void {
    if (paragraph === undefined) return;
    const style = this.#styles.get(paragraph.style ?? '');
    // Tables of contents repeat the headings.
    if (style?.contents) return;
    const list = paragraph.list ?? style?.list;
    const mark =
      list === undefined ? '' : this.#lists.next(list, paragraph.listLevel ?? style?.listLevel ?? 0);
    const words = cleanText(paragraph.text).trim();
    if (words === '') return;
    const text = `${mark}${mark === '' || /[、．）。]$/.test(mark) ? '' : ' '}${words}`;
    if (this.#table !== null) {
      this.#table.add(text);
      this.#cells.push(text);
    } else if (this.#note) {
      this.#draft.add('note', text, { section: [] });
    } else {
      const level = paragraph.heading ?? style?.heading;
      if (level === 0) this.title ??= words;
      if (level !== undefined) this.#draft.add('heading', text, { level });
      else this.#draft.add(list === undefined ? 'paragraph' : 'list_item', text);
    }
  }

  #endTable(table: TableText): void {
    this.#table = null;
    const cells = this.#cells;
    this.#cells = [];
    if (table.columns <= 1) for (const cell of cells) this.#draft.add('paragraph', cell);
    else this.#draft.add('table', table.text());
  }
}
