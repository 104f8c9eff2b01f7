import { elementKind } from './elements.ts';
import { referencesOf } from './references.ts';
import { commentsOf, type Tag, tagsOf, withoutCode } from './tags.ts';

export interface HtmlMarkup {
  /** Tags of HTML elements, comments and declarations. */
  readonly tags: number;
  /** Character references such as &nbsp; and &#20013;. */
  readonly references: number;
  /** The first few names of elements and references, each once. */
  readonly names: readonly string[];
}

const SHOWN = 8;

/** Whether tags or character references of HTML were left in a text. Code in Markdown's back quotes is no fault. */
export function detectHtmlMarkup(text: string): HtmlMarkup | null {
  if (!text.includes('<') && !text.includes('&')) return null;
  const prose = withoutCode(text);
  const tags = tagsOf(prose);
  const comments = commentsOf(prose);
  const references = referencesOf(prose);
  if (comments.length === 0 && references.length === 0 && !isHtml(tags)) return null;
  const names = new Set([...tags.map(({ name }) => name), ...references.map(([reference]) => reference)]);
  return {
    tags: tags.length + comments.length,
    references: references.length,
    names: [...names].slice(0, SHOWN),
  };
}

/** Whether some tags can be nothing but HTML. */
function isHtml(tags: readonly Tag[]): boolean {
  const opened = new Set<string>();
  for (const { name, closing, attributes } of tags) {
    const kind = elementKind(name);
    if (kind === 'unmistakable' || (attributes && !closing)) return true;
    if (kind === 'in_pairs' && closing && opened.has(name)) return true;
    // The one element that old pages never close.
    if (name === 'p' && opened.has('p')) return true;
    if (!closing) opened.add(name);
  }
  return false;
}
