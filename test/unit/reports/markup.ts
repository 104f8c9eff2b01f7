/** One element of a parsed page, in document order. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Names of the elements around it, outermost first. */
  readonly path: readonly string[];
  /** Its own text, without that of elements inside. */
  text: string;
}

const VOID = new Set(['meta', 'link', 'br', 'img', 'input', 'hr']);
const TAG = /^<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-zA-Z][\w:-]*(?:="[^"<]*")?)*)\s*(\/?)>/i;
const ATTRIBUTE = /([a-zA-Z][\w:-]*)(?:="([^"<]*)")?/g;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);/gi;

/**
 * Parses HTML or XML more strictly than a browser would: every element closed in its place, every attribute quoted,
 * no `<` outside a tag, no `&` outside a known entity. Throws with the place of the first fault.
 */
export function parseMarkup(source: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  let rest = source.replace(/^<!doctype html>|^<\?xml version="1.0" encoding="UTF-8"\?>/, '');
  const fault = (what: string) => new Error(`${what}, before: ${JSON.stringify(rest.slice(0, 160))}`);
  while (rest !== '') {
    const next = rest.startsWith('<') ? 0 : rest.indexOf('<');
    const text = next === -1 ? rest : rest.slice(0, next);
    if (text.replace(ENTITY, '').includes('&')) throw fault('a bare &');
    if (open.length > 0) open.at(-1)!.text += text;
    else if (text.trim() !== '') throw fault('text outside the document');
    rest = rest.slice(text.length);
    if (rest === '') break;
    const tag = TAG.exec(rest);
    if (!tag) throw fault('not a tag');
    const [whole, closing, name, attributes, self] = tag as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    if (closing !== '') {
      if (open.pop()?.name !== name) throw fault(`</${name}> closes another element`);
    } else {
      const element: Element = {
        name,
        attributes: new Map([...attributes.matchAll(ATTRIBUTE)].map(([, key, value]) => [key!, value ?? ''])),
        path: open.map((outer) => outer.name),
        text: '',
      };
      elements.push(element);
      if (self === '' && !VOID.has(name)) open.push(element);
    }
    rest = rest.slice(whole.length);
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)!.name}> is never closed`);
  return elements;
}
