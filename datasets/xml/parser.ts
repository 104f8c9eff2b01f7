import { SaxesParser } from 'saxes';

/** What is told of an XML text, in order. Names are as written, with their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  /** Text, also of CDATA; entities of XML itself are characters. */
  text?(text: string): void;
  close?(name: string): void;
}

/** What a reader does about a document type, and about a fault; the latter throws. */
export interface XmlPolicy {
  doctype(text: string, parser: SaxesParser): void;
  fault(error: Error, parser: SaxesParser): never;
}

/**
 * A parser of XML for every reader of it: nothing is fetched, and no entity is known but the five of XML itself, whatever
 * a document type declares.
 */
export function xmlParser(events: XmlEvents, policy: XmlPolicy, position: boolean): SaxesParser {
  const parser: SaxesParser = new SaxesParser({ xmlns: false, position });
  // Without a prototype, or &constructor; would be known.
  parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" });
  parser.on('doctype', (text) => policy.doctype(text, parser));
  parser.on('opentag', ({ name, attributes }) => events.open?.(name, attributes as Record<string, string>));
  parser.on('closetag', ({ name }) => events.close?.(name));
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  parser.on('error', (error) => policy.fault(error, parser));
  return parser;
}
