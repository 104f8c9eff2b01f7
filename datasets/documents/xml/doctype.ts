import { documentFault, type Source } from '../fault.ts';

/** Comments and processing instructions, then declarations with their quoted parts. */
const PIECES = /<!--(?:(?!-->)[\s\S])*-->|<\?(?:(?!\?>)[\s\S])*\?>|<!([A-Z]+)((?:[^"'>]|"[^"]*"|'[^']*')*)>/g;
const ENTITY = /^\s+(%\s+)?([^\s"'%]{1,200})\s+([\s\S]*)$/;
/** The document types of the exchange of official documents have a line for each attachment. */
const LONGEST = 200_000;
const UNPARSED = /^(?:SYSTEM\s+|PUBLIC\s+(?:"[^"]*"|'[^']*')\s+)(?:"([^"]*)"|'([^']*)')\s+NDATA\s+\S+\s*$/;

/**
 * The files that a document type declares as attached, by the names of their entities: official documents name their
 * attachments so (`<!ENTITY ATTCH1 SYSTEM "附件.pdf" NDATA _X>`). Nothing is fetched. Parameter entities, which only ever
 * stand for declarations, are passed over; any other entity is refused. Fault: `DOCUMENT_XML_ENTITY`.
 */
export function attachedFiles(doctype: string, source: Source, line: number): Map<string, string> {
  const files = new Map<string, string>();
  if (doctype.length > LONGEST) {
    throw documentFault(source, 'DOCUMENT_XML_ENTITY', { params: { entity: 'DOCTYPE' }, line });
  }
  for (const [, keyword, rest] of doctype.matchAll(PIECES)) {
    if (keyword !== 'ENTITY') continue;
    const declared = ENTITY.exec(rest!);
    if (declared?.[1] !== undefined) continue;
    const unparsed = UNPARSED.exec(declared?.[3] ?? '');
    if (!declared || !unparsed) {
      const entity = declared?.[2] ?? '?';
      throw documentFault(source, 'DOCUMENT_XML_ENTITY', { params: { entity }, line });
    }
    files.set(declared[2]!, unparsed[1] ?? unparsed[2]!);
  }
  return files;
}
