import { elementKind } from './elements.ts';

/** A part of a text that is markup. */
export interface Markup {
  readonly from: number;
  readonly to: number;
}

/** One tag of an HTML element. */
export interface Tag extends Markup {
  /** In lower case. */
  readonly name: string;
  readonly closing: boolean;
  /** It has an attribute with a value. */
  readonly attributes: boolean;
}

/** A tag's beginning: what follows the name must be its end or an attribute. */
const BEGINNING = /<(\/?)([a-z][a-z0-9]*(?::[a-z][a-z0-9]*)?)(?=[\s/>])/gi;
const VALUE = /[\w:-]\s*=/;
const WITHOUT_VALUE =
  /^(?:\s+(?:async|autofocus|autoplay|checked|controls|defer|disabled|hidden|loop|multiple|muted|nowrap|open|readonly|required|reversed|selected))+\s*$/i;
/** What is longer is two signs of comparison in a long text. */
const LONGEST = 4_000;

/** The tags of HTML elements, in their order. */
export function tagsOf(text: string): Tag[] {
  const tags: Tag[] = [];
  let free = 0;
  for (const { 0: beginning, 1: slash, 2: written, index: from } of text.matchAll(BEGINNING)) {
    const name = written!.toLowerCase();
    if (from < free || elementKind(name) === null) continue;
    const to = endOfTag(text, from + beginning.length);
    if (to === null) continue;
    const rest = text.slice(from + beginning.length, to - 1).replace(/\/\s*$/, '');
    const attributes = VALUE.test(rest);
    // In `a <b and c> d` stand words, not attributes.
    if (!attributes && rest.trim() !== '' && !WITHOUT_VALUE.test(rest)) continue;
    tags.push({ name, closing: slash !== '', attributes, from, to });
    free = to;
  }
  return tags;
}

/** The place after the tag's `>`, but for one in quotation marks; null where another tag begins first. */
function endOfTag(text: string, from: number): number | null {
  const limit = Math.min(text.length, from + LONGEST);
  for (let at = from; at < limit; at++) {
    const character = text[at]!;
    if (character === '>') return at + 1;
    if (character === '<') return null;
    if (character !== '"' && character !== "'") continue;
    const close = text.indexOf(character, at + 1);
    const open = text.indexOf('<', at + 1);
    if (close >= 0 && close < limit && (open < 0 || close < open)) at = close;
  }
  return null;
}

const DECLARATION = /<!doctype[^<>]*>|<\?xml[^<>]*>/gi;

/** Comments and declarations of HTML. */
export function commentsOf(text: string): Markup[] {
  const comments = [...text.matchAll(DECLARATION)].map(({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
  }));
  for (let from = text.indexOf('<!--'); from >= 0; ) {
    const end = text.indexOf('-->', from);
    if (end < 0) break;
    comments.push({ from, to: end + 3 });
    from = text.indexOf('<!--', end);
  }
  return comments;
}

const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** The text with Markdown's code blotted out, place for place: tags in it are meant to be seen. */
export function withoutCode(text: string): string {
  return text.includes('`') ? text.replace(CODE, (code) => ' '.repeat(code.length)) : text;
}
