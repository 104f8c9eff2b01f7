import { Parser } from 'htmlparser2';
import { detectHtmlMarkup } from './detect.ts';
import { BLOCKS, CELLS, elementKind, HIDDEN } from './elements.ts';
import { referencesOf } from './references.ts';
import { commentsOf, type Markup, type Tag, tagsOf, withoutCode } from './tags.ts';

/** Markup that was escaped as a whole (&lt;p&gt;…) comes to light when it is decoded, and goes in the next round. */
const ROUNDS = 4;

/**
 * The text without tags: elements of their own line become lines, cells are set apart by tabs, character references
 * become characters, and what is for programs (scripts, styles) goes. What only looks like a tag (`a < b`, <身分證字號>,
 * List<String>) stays. Null where there is no markup, or where more is hidden in it than can be told.
 */
export function fixHtmlMarkup(text: string): string | null {
  let fixed = text;
  for (let round = 0; round < ROUNDS; round++) {
    if (detectHtmlMarkup(fixed) === null) return round === 0 ? null : fixed;
    fixed = withoutMarkup(fixed);
  }
  return detectHtmlMarkup(fixed) === null ? fixed : null;
}

function withoutMarkup(text: string): string {
  const page = new PageText();
  const parser = new Parser({
    onopentag: (name) => page.open(name),
    onclosetag: (name) => page.close(name),
    ontext: (piece) => page.add(piece),
  });
  parser.end(certainMarkup(text));
  return page.text();
}

/** The text as a page that holds no markup but what is certain: tags without attributes, known references. */
function certainMarkup(text: string): string {
  const prose = withoutCode(text);
  const tags = tagsOf(prose);
  const closed = new Set(tags.filter(({ closing }) => closing).map(({ name }) => name));
  const certain = tags.filter(
    (tag) => tag.attributes || closed.has(tag.name) || tag.name === 'p' || !mayBePlaceholder(tag, text),
  );
  const spans: (Markup | Tag)[] = [...certain, ...commentsOf(prose)].sort((a, b) => a.from - b.from);
  const opened = new Set<string>();
  let page = '';
  let from = 0;
  for (const span of spans) {
    // A tag inside a comment.
    if (span.from < from) continue;
    page += escaped(text.slice(from, span.from), prose.slice(from, span.from));
    if ('name' in span) page += canonical(span, opened);
    from = span.to;
  }
  return page + escaped(text.slice(from), prose.slice(from));
}

/** The bare tag. A parser passes over the end of a block that never began; its line ends all the same. */
function canonical({ name, closing }: Tag, opened: Set<string>): string {
  if (!closing) opened.add(name);
  else if (!opened.has(name) && BLOCKS.has(name)) return '<br>';
  return `<${closing ? '/' : ''}${name}>`;
}

/** <A> and <B> are parties of a contract, <title> is to be filled in. */
function mayBePlaceholder({ name, from }: Tag, text: string): boolean {
  return name.length === 1 ? /[A-Z]/.test(text[from + 1]!) : elementKind(name) === 'ambiguous';
}

function escaped(text: string, prose: string): string {
  let page = '';
  let from = 0;
  for (const { 0: reference, index } of referencesOf(prose)) {
    page += text.slice(from, index).replaceAll('&', '&amp;') + reference;
    from = index + reference.length;
  }
  return (page + text.slice(from).replaceAll('&', '&amp;')).replaceAll('<', '&lt;');
}

/** What a reader would see of a page. */
class PageText {
  readonly #pieces: string[] = [];
  /** The last character so far, a line feed at the beginning. */
  #last = '\n';
  #hidden = 0;
  #preformatted = 0;

  open(name: string): void {
    if (HIDDEN.has(name)) this.#hidden += 1;
    if (name === 'pre') this.#preformatted += 1;
    if (name === 'br') this.#push('\n');
    else this.#boundary(name);
  }

  close(name: string): void {
    if (HIDDEN.has(name)) this.#hidden -= 1;
    if (name === 'pre') this.#preformatted -= 1;
    if (!CELLS.has(name)) this.#boundary(name);
  }

  add(piece: string): void {
    const text = piece.replaceAll('\u00a0', ' ');
    if (this.#preformatted > 0) {
      this.#push(text);
      return;
    }
    const lines = text.replace(/[ \t]*\n[ \t]*/g, '\n');
    // The source's own line feed after a tag that ended the line already.
    this.#push(lines.startsWith('\n') && this.#last === '\n' ? lines.slice(1) : lines);
  }

  text(): string {
    return this.#pieces
      .join('')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  #push(text: string): void {
    if (this.#hidden > 0 || text === '') return;
    this.#pieces.push(text);
    this.#last = text.at(-1)!;
  }

  #boundary(name: string): void {
    if (this.#last === '\n' || this.#last === '\t') return;
    if (BLOCKS.has(name)) this.#push('\n');
    else if (CELLS.has(name)) this.#push('\t');
  }
}
