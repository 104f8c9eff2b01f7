import { documentFault, type Source } from '../fault.ts';
import { readXml } from './sax.ts';

/** One element of a small XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  /** Its own text, that of its children left out. */
  text: string;
}

export interface XmlTree {
  readonly root: XmlElement;
  readonly attached: ReadonlyMap<string, string>;
}

/** Elements of a document that is read as a tree: an official document has some hundred. */
const MOST_ELEMENTS = 500_000;

/** A whole XML document as a tree, bounded in depth and size. Faults: those of `readXml`, `DOCUMENT_TOO_MANY_PARTS`. */
export function readXmlTree(xml: string, source: Source): XmlTree {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  let attached: ReadonlyMap<string, string> = new Map();
  let count = 0;
  readXml(
    xml,
    {
      open(name, attributes) {
        count += 1;
        if (count > MOST_ELEMENTS) {
          throw documentFault(source, 'DOCUMENT_TOO_MANY_PARTS', { params: { limit: MOST_ELEMENTS } });
        }
        const element = { name, attributes, children: [], text: '' };
        open.at(-1)!.children.push(element);
        open.push(element);
      },
      text(text) {
        open.at(-1)!.text += text;
      },
      close() {
        open.pop();
      },
      attached(files) {
        attached = files;
      },
    },
    source,
  );
  return { root: top.children[0]!, attached };
}
