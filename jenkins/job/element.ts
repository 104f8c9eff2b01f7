import { SaxesParser } from 'saxes';

/** A part of config.xml. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const DEEPEST = 64;

/** Reads config.xml; null where it is no XML, has a document type, or is deeper than any job's is. */
export function readElement(xml: string): Element | null {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser({ xmlns: false });
  let sound = true;
  parser.on('error', () => {
    sound = false;
  });
  parser.on('doctype', () => {
    sound = false;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes }, children: [], text: '' };
    sound &&= open.length < DEEPEST;
    if (sound) open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  const onText = (text: string): void => {
    open.at(-1)!.text += text;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.write(asOneDotZero(xml)).close();
  const [element] = top.children;
  return sound && element !== undefined ? element : null;
}

/** Jenkins writes XML 1.1, whose differences (control characters as references) no job needs. */
function asOneDotZero(xml: string): string {
  return xml.replace(/^\s*<\?xml[^>]*\?>/, '');
}

/** The first child with a name. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Every element below with a name. */
export function below(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...below(child, name),
  ]);
}
