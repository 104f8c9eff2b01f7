import { cleanText } from '../clean-text.ts';
import { collapseSpace } from '../join-lines.ts';
import type { XmlElement } from '../xml/tree.ts';

/** An element's own text, without the line breaks of its layout. */
export function textOf(element: XmlElement | undefined): string {
  return element === undefined ? '' : cleanText(collapseSpace(element.text)).trim();
}

/** The text of an element and of all inside it, parted by `joint`. */
export function wordsOf(element: XmlElement, joint = ''): string {
  return [textOf(element), ...element.children.map((child) => wordsOf(child, joint))]
    .filter((piece) => piece !== '')
    .join(joint);
}

/** An attribute that says something. */
export function attributeOf(element: XmlElement | undefined, name: string): string | null {
  return cleanText(element?.attributes[name] ?? '').trim() || null;
}
