import { SaxesParser } from 'saxes';
import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { documentFault, type Source } from '../fault.ts';
import { attachedFiles } from './doctype.ts';

/** What is told of an XML text, in order. Names are as written, with their prefix. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
  /** Files that the document type declares as attached (NDATA), by the names of their entities. */
  attached?(files: ReadonlyMap<string, string>): void;
}

const BARE = /&(?!(?:[^\s&;<>]{1,60});)/;
const POSITION = /^\d+:\d+: /;

/**
 * Reads XML without its document type: nothing is fetched, and no entity but the five of XML itself is known. `part`
 * names the file inside a container, for places. Faults: `DOCUMENT_XML` with line and column, `DOCUMENT_XML_ENTITY`,
 * `DOCUMENT_TOO_DEEP`.
 */
export function readXml(xml: string, events: XmlEvents, source: Source, part?: string): void {
  const field = part === undefined ? {} : { field: part };
  const parser = new SaxesParser({ position: true });
  // Without a prototype, or &constructor; would be known.
  parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" });
  const { depth: limit } = source.limits;
  let depth = 0;
  parser.on('doctype', (doctype) => events.attached?.(attachedFiles(doctype, source, parser.line)));
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > limit) {
      throw documentFault(source, 'DOCUMENT_TOO_DEEP', { params: { limit }, line: parser.line, ...field });
    }
    events.open(tag.name, tag.attributes as Record<string, string>);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    events.close(tag.name);
  });
  parser.on('text', (text) => events.text(text));
  parser.on('cdata', (text) => events.text(text));
  parser.on('error', (error) => {
    const detail = error.message.replace(POSITION, '');
    const at = faultIn(xml, parser.position, detail);
    const { line, column } = placeIn(xml, at);
    const entity = /^&([^&;\s]{1,60});/.exec(xml.slice(at, at + 62))?.[1];
    if (detail === 'undefined entity.' && entity !== undefined) {
      throw documentFault(source, 'DOCUMENT_XML_ENTITY', { params: { entity }, line, ...field });
    }
    throw documentFault(source, 'DOCUMENT_XML', { params: { column, detail }, line, ...field });
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    throw error instanceof TouchstoneError
      ? error
      : documentFault(source, 'DOCUMENT_XML', {
          params: { column: parser.column, detail: String(error) },
          ...field,
        });
  }
}

/** Where a fault lies: what begins with a bare & is only known for no entity at its end, or at the end of all. */
function faultIn(xml: string, position: number, detail: string): number {
  if (detail.includes('entity')) return xml.lastIndexOf('&', position - 1);
  const bare =
    /^(?:unexpected end|unclosed tag)/.test(detail) && !xml.includes('<![CDATA[') ? xml.search(BARE) : -1;
  return bare < 0 ? position : bare;
}

/** Line and column of a place, the first being 1. */
function placeIn(xml: string, at: number): { readonly line: number; readonly column: number } {
  let [line, start] = [1, 0];
  for (let next = xml.indexOf('\n'); next >= 0 && next < at; next = xml.indexOf('\n', next + 1)) {
    line += 1;
    start = next + 1;
  }
  return { line, column: at - start + 1 };
}
