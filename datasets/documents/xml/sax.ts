import { TouchstoneError } from '../../../pipeline/contracts/errors/error.ts';
import { type XmlEvents as Told, xmlParser } from '../../xml/parser.ts';
import { documentFault, type Source } from '../fault.ts';
import { attachedFiles } from './doctype.ts';

/** What is told of an XML text, in order. */
export interface XmlEvents extends Required<Told> {
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
  const { depth: limit } = source.limits;
  let depth = 0;
  const parser = xmlParser(
    {
      open(name, attributes) {
        depth += 1;
        if (depth > limit) {
          throw documentFault(source, 'DOCUMENT_TOO_DEEP', {
            params: { limit },
            line: parser.line,
            ...field,
          });
        }
        events.open(name, attributes);
      },
      close(name) {
        depth -= 1;
        events.close(name);
      },
      text: (text) => events.text(text),
    },
    {
      doctype: (text, { line }) => events.attached?.(attachedFiles(text, source, line)),
      fault(error, { position }) {
        throw xmlFault(error, position, xml, source, field);
      },
    },
    true,
  );
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

function xmlFault(
  error: Error,
  position: number,
  xml: string,
  source: Source,
  field: { readonly field?: string },
): TouchstoneError {
  const detail = error.message.replace(POSITION, '');
  const at = faultIn(xml, position, detail);
  const { line, column } = placeIn(xml, at);
  const entity = /^&([^&;\s]{1,60});/.exec(xml.slice(at, at + 62))?.[1];
  if (detail === 'undefined entity.' && entity !== undefined) {
    return documentFault(source, 'DOCUMENT_XML_ENTITY', { params: { entity }, line, ...field });
  }
  return documentFault(source, 'DOCUMENT_XML', { params: { column, detail }, line, ...field });
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
