import { utf8Text } from '../encoding/utf8.ts';
import type { FormatReader } from '../formats/format.ts';
import type { IntakeLimits } from '../limits.ts';
import { type Layout, layoutOf, type TextRule } from './layout.ts';
import { PlainCharacters } from './plain-characters.ts';
import { templateOf } from './template.ts';
import { TextSpans } from './text-spans.ts';
import { unescapeText } from './unescape.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x5b;

const UNLIKE = -1;
const ODD = -2;

/** Ways of writing a row that are remembered; files have one or two. */
const LAYOUTS = 4;
/** Bytes of the texts with escapes in one row. */
const UNESCAPED = 256 * 1024;
/** Rows to let pass before the next try, after tries that were of no use. */
const LONGEST_PAUSE = 4_096;

/**
 * Reads lines of JSON that are written like one before them and hold nothing but plain texts, by their bytes: what
 * stands between the texts is compared, the texts are found and checked, nothing is decoded. What is in any way
 * unusual is not read here, so that there is one place for each fault and each oddity: where rows are parsed.
 */
export class PlainRows {
  readonly spans = new TextSpans();
  readonly #limits: IntakeLimits;
  readonly #characters: PlainCharacters;
  readonly #unescaped = Buffer.allocUnsafeSlow(UNESCAPED);
  #unescapedEnd = 0;
  /** Where the line after the row begins that was read last. */
  next = 0;
  readonly #layouts: Layout[] = [];
  #pause = 0;
  #nextPause = 1;

  constructor(limits: IntakeLimits, unified: boolean) {
    this.#limits = limits;
    this.#characters = new PlainCharacters(unified);
  }

  /**
   * The layout of the row whose line begins at `at`; its texts are in `spans` then, and its end in `next`. Null where
   * the row is not plain, or its line not whole.
   */
  read(bytes: Buffer, at: number, reader: FormatReader): Layout | null {
    for (const layout of this.#layouts) {
      const next = this.#follow(layout, bytes, at);
      if (next === UNLIKE) continue;
      if (next === ODD || next - 1 - at > this.#limits.recordBytes) return null;
      this.#nextPause = 1;
      this.next = next;
      return layout;
    }
    if (this.#pause > 0) this.#pause -= 1;
    else if (reader.plain !== undefined) this.#learn(bytes, at, reader);
    return null;
  }

  /** Takes the way in which this row is written for that of rows to come. */
  #learn(bytes: Buffer, at: number, reader: FormatReader): void {
    const end = bytes.indexOf(LINE_FEED, at);
    if (end < 0 || end - at > this.#limits.recordBytes) return;
    this.#pause = this.#nextPause;
    this.#nextPause = Math.min(this.#nextPause * 2, LONGEST_PAUSE);
    const template = templateOf(utf8Text(bytes.subarray(at, end)));
    if (template === null || template.keys.length > this.#limits.fields) return;
    const layout = layoutOf(template, reader);
    if (layout === null) return;
    this.#layouts.unshift(layout);
    if (this.#layouts.length > LAYOUTS) this.#layouts.pop();
  }

  /** Where the line after a row of this layout begins; `UNLIKE` where the row has another one, `ODD` where a text is not plain. */
  #follow({ literals, rules }: Layout, bytes: Buffer, at: number): number {
    this.#unescapedEnd = 0;
    let from = at;
    for (let text = 0; text < rules.length; text++) {
      from = behind(literals[text]!, bytes, from);
      if (from === UNLIKE) return UNLIKE;
      from = this.#text(text, rules[text]!, bytes, from);
      if (from === ODD) return ODD;
    }
    return behind(literals[rules.length]!, bytes, from);
  }

  /** Where the closing quote of the text that begins at `from` stands, or `ODD`. */
  #text(text: number, rule: TextRule, bytes: Buffer, from: number): number {
    const end = this.#characters.end(bytes, from, bytes.length);
    const stop = bytes[end];
    if (stop === QUOTE) {
      this.spans.set(text, bytes, from, end);
      return fits(rule, bytes, from, end) ? end : ODD;
    }
    return stop === BACKSLASH && !rule.verbatim ? this.#escapedText(text, rule, bytes, from) : ODD;
  }

  #escapedText(text: number, rule: TextRule, bytes: Buffer, from: number): number {
    const target = this.#unescaped;
    const start = this.#unescapedEnd;
    const unescaped = unescapeText(bytes, from, target, start);
    if (unescaped === null) return ODD;
    const { end, quote } = unescaped;
    for (let at = start; at < end; at++) {
      at = this.#characters.end(target, at, end);
      if (at === end) break;
      const byte = target[at]!;
      if (!isEscaped(byte)) return ODD;
      if (rule.unbroken && byte === LINE_FEED && at > start && target[at - 1] === LINE_FEED) return ODD;
    }
    this.#unescapedEnd = end;
    this.spans.set(text, target, start, end);
    return fits(rule, target, start, end) ? quote : ODD;
  }
}

/** Where `bytes` go on behind `literal`, which stands at `at`; `UNLIKE` where something else stands there. */
function behind(literal: Buffer, bytes: Buffer, at: number): number {
  const length = literal.length;
  if (at + length > bytes.length) return UNLIKE;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== literal[i]) return UNLIKE;
  return at + length;
}

/** Characters that are as good as plain ones, and only written with an escape. */
function isEscaped(byte: number): boolean {
  return (
    byte === QUOTE || byte === BACKSLASH || byte === LINE_FEED || byte === TAB || byte === CARRIAGE_RETURN
  );
}

function fits(rule: TextRule, bytes: Buffer, from: number, to: number): boolean {
  if (from === to) return rule.mayBeEmpty;
  if (rule.verbatim) return true;
  if (to - from > rule.bytes) return false;
  if (rule.noList && bytes[from] === OPENING_BRACKET) return false;
  return (
    !isSpace(bytes, from) &&
    !isSpace(bytes, to - 1) &&
    !isWideSpace(bytes, from, to) &&
    !isWideSpace(bytes, to - 3, to)
  );
}

function isSpace(bytes: Buffer, at: number): boolean {
  const byte = bytes[at]!;
  return byte === SPACE || byte === LINE_FEED || byte === TAB || byte === CARRIAGE_RETURN;
}

/** U+3000, the only other space that is plain. */
function isWideSpace(bytes: Buffer, at: number, to: number): boolean {
  return to - at >= 3 && bytes[at] === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80;
}
