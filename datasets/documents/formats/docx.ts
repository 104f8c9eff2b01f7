import { bufferAccess } from '../../random-access.ts';
import { cleanText } from '../clean-text.ts';
import { decodeText } from '../decode.ts';
import { type Draft, DraftText } from '../draft.ts';
import { documentFault, type Source } from '../fault.ts';
import { isAppleOffice } from '../pack/entry-name.ts';
import { openZip, type ZipContainer } from '../pack/zip.ts';
import { readXml } from '../xml/sax.ts';
import { WordText } from './docx-body.ts';
import { type ListNumbers, readNumbering } from './docx-numbering.ts';
import { type ParagraphStyle, readStyles } from './docx-styles.ts';

const KIND = 'DOCX';
const TYPES = '[Content_Types].xml';
const MAIN = /wordprocessingml\.(?:document|template)\.main\+xml/;
const MACROS = /macroEnabled|vbaProject/i;
/** Other containers that people upload, by what their list of types speaks of. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/spreadsheetml/, 'XLSX'],
  [/presentationml/, 'PPTX'],
];
const PROPERTIES: Readonly<Record<string, string>> = {
  'dc:title': 'title',
  'dc:subject': 'subject',
  'dc:creator': 'author',
  'dc:language': 'language',
  'cp:keywords': 'keywords',
  'cp:category': 'category',
  'dcterms:created': 'created',
  'dcterms:modified': 'modified',
};

/**
 * A DOCX: paragraphs with the numbers of their lists, headings by style, tables, notes. What is deleted, hidden or stands
 * in comments is left out; headers and footers are margins. Nothing outside of the file is followed.
 */
export async function readDocx(bytes: Buffer, source: Source): Promise<Draft> {
  const zip = await openZip(bufferAccess(bytes), KIND, source);
  const types = (await zip.read(TYPES))?.toString('utf8') ?? '';
  if (zip.names.some((name) => MACROS.test(name)) || MACROS.test(types)) {
    throw documentFault(source, 'DOCUMENT_MACROS', { found: 'vbaProject.bin' });
  }
  if (!MAIN.test(types)) throw await otherKind(zip, types, source);
  const main = /PartName="\/([^"]+)"[^>]*wordprocessingml\.(?:document|template)\.main\+xml/.exec(types)?.[1];
  const path = main !== undefined && zip.has(main) ? main : 'word/document.xml';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const part = async (name: string): Promise<string | null> => {
    const content = await zip.read(name);
    return content === null ? null : (await decodeText(content, source)).text;
  };
  const body = await part(path);
  if (body === null) {
    throw documentFault(source, 'DOCUMENT_DAMAGED', { params: { kind: KIND, detail: path }, field: path });
  }
  const styles = await part(`${folder}styles.xml`);
  const numbering = await part(`${folder}numbering.xml`);
  const sheet: ReadonlyMap<string, ParagraphStyle> =
    styles === null ? new Map() : readStyles(styles, source, `${folder}styles.xml`);
  const lists: ListNumbers =
    numbering === null ? { next: () => '' } : readNumbering(numbering, source, `${folder}numbering.xml`);
  const draft = new DraftText(source);
  const text = new WordText(draft, sheet, lists);
  text.read(body, source, path);
  for (const name of ['footnotes.xml', 'endnotes.xml']) {
    const notes = await part(`${folder}${name}`);
    if (notes !== null) text.readNotes(notes, source, `${folder}${name}`);
  }
  return {
    format: 'docx',
    text: draft.text,
    parts: draft.parts,
    title: text.title,
    metadata: propertiesOf((await part('docProps/core.xml')) ?? '', source),
    margins: await margins(zip, folder, part, source),
  };
}

/** The lines of headers and footers. */
async function margins(
  zip: ZipContainer,
  folder: string,
  part: (name: string) => Promise<string | null>,
  source: Source,
): Promise<string[]> {
  const names = zip.names.filter(
    (name) => name.startsWith(folder) && /^(?:header|footer)\d*\.xml$/.test(name.slice(folder.length)),
  );
  const lines: string[] = [];
  for (const name of names) {
    const draft = new DraftText(source);
    new WordText(draft, new Map(), { next: () => '' }).read((await part(name)) ?? '', source, name);
    lines.push(draft.text);
  }
  return lines.filter((line) => line !== '');
}

function propertiesOf(xml: string, source: Source): Record<string, string> {
  const found: Record<string, string> = {};
  let property: string | undefined;
  if (xml === '') return found;
  readXml(
    xml,
    {
      open: (name) => {
        property = PROPERTIES[name];
      },
      text: (text) => {
        const value = cleanText(text).trim().slice(0, 1000);
        if (property !== undefined && value !== '') found[property] = value;
      },
      close: () => {
        property = undefined;
      },
    },
    source,
    'docProps/core.xml',
  );
  return found;
}

async function otherKind(zip: ZipContainer, types: string, source: Source) {
  const mimetype = (await zip.read('mimetype'))?.toString('latin1', 0, 100) ?? '';
  const kind = otherName(types, mimetype, zip.names);
  return documentFault(source, 'DOCUMENT_FORMAT', { params: { kind }, found: kind });
}

function otherName(types: string, mimetype: string, names: readonly string[]): string {
  if (mimetype.includes('opendocument')) return 'ODF (ODT / ODS / ODP)';
  if (isAppleOffice(names)) return 'Apple Numbers / Pages / Keynote';
  return OTHERS.find(([pattern]) => pattern.test(types))?.[1] ?? 'ZIP';
}
