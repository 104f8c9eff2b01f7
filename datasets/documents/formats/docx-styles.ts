import type { Source } from '../fault.ts';
import { readXml } from '../xml/sax.ts';
import { type WordNames, wordNames } from './docx-names.ts';

/** What a paragraph style says that matters for reading: its level as a heading, and the list it belongs to. */
export interface ParagraphStyle {
  /** 1 to 9; 0 for the title of the whole. */
  readonly heading?: number;
  /** A line of the table of contents. */
  readonly contents?: boolean;
  readonly list?: string;
  readonly listLevel?: number;
}

type StyleEntry = { -readonly [K in keyof ParagraphStyle]: ParagraphStyle[K] } & { basedOn?: string };

const HEADING_NAME = /^(?:heading|標題)\s*([1-9])$/i;
const TITLE_NAME = /^(?:title|標題|題名)$/i;
const CONTENTS_NAME = /^(?:toc|目錄)\s*\d$/i;

/** The paragraph styles of `word/styles.xml` by id, with what they take over from the styles they are based on. */
export function readStyles(xml: string, source: Source, part: string): Map<string, ParagraphStyle> {
  const entries = new Map<string, StyleEntry>();
  let names: WordNames | null = null;
  let current: StyleEntry | null = null;
  readXml(
    xml,
    {
      open(tag, attributes) {
        names ??= wordNames(attributes);
        const name = names.element(tag);
        const value = names.value(attributes);
        if (name === 'style') {
          const id = names.attribute(attributes, 'styleId');
          current = {};
          if (id !== undefined && names.attribute(attributes, 'type') === 'paragraph')
            entries.set(id, current);
        } else if (current === null || value === undefined) return;
        else if (name === 'basedOn') current.basedOn = value;
        else if (name === 'name') {
          const level = TITLE_NAME.test(value) ? '0' : HEADING_NAME.exec(value)?.[1];
          if (level !== undefined) current.heading = Number(level);
          if (CONTENTS_NAME.test(value)) current.contents = true;
        } else if (name === 'outlineLvl' && Number(value) < 9) current.heading ??= Number(value) + 1;
        else if (name === 'numId') current.list = value;
        else if (name === 'ilvl') current.listLevel = Number(value);
      },
      text() {},
      close(tag) {
        if (names?.element(tag) === 'style') current = null;
      },
    },
    source,
    part,
  );
  return new Map([...entries.keys()].map((id) => [id, inherited(entries, id)]));
}

function inherited(entries: ReadonlyMap<string, StyleEntry>, id: string): ParagraphStyle {
  let found: StyleEntry = {};
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = entries.get(at)?.basedOn) {
    seen.add(at);
    found = { ...entries.get(at), ...found };
  }
  const { basedOn, ...style } = found;
  return style;
}
