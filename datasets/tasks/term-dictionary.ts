import type { Span } from './spans.ts';

/** Share of the texts with a term in which it must have been marked, for it to be looked up. */
const MARKED = 0.5;

interface Seen {
  marked: number;
  /** Texts that hold it at all. */
  texts: number;
  readonly types: Map<string, number>;
}

/** A text, and what is to be found in it. */
export interface MarkedText {
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * Finds in texts the terms that training marked: the simplest thing that can be done. A term that more texts hold than mark
 * is none; where terms overlap the first and longest is taken, each once. Its type is the one that it had most often.
 */
export class TermDictionary {
  readonly #types = new Map<string, string>();
  /** By first character: lengths of the terms that begin with it, the longest first. */
  readonly #lengths = new Map<string, number[]>();

  constructor(training: readonly MarkedText[]) {
    const seen = new Map<string, Seen>();
    for (const { spans } of training) {
      for (const { text, type } of spans) {
        const own = seen.get(text) ?? { marked: 0, texts: 0, types: new Map() };
        own.types.set(type, (own.types.get(type) ?? 0) + 1);
        seen.set(text, own);
      }
    }
    const all = lengthsByStart(seen.keys());
    for (const { text, spans } of training) {
      const marked = new Set(spans.map((span) => span.text));
      for (const term of termsIn(text, all, (candidate) => seen.has(candidate), 'all')) {
        const own = seen.get(term)!;
        own.texts += 1;
        own.marked += Number(marked.has(term));
      }
    }
    for (const [term, { marked, texts, types }] of seen) {
      if (texts > 0 && marked / texts >= MARKED) this.#types.set(term, mostOften(types));
    }
    this.#lengths = lengthsByStart(this.#types.keys());
  }

  find(text: string): readonly Span[] {
    const terms = termsIn(text, this.#lengths, (candidate) => this.#types.has(candidate), 'apart');
    return [...terms].map((term) => ({ type: this.#types.get(term)!, text: term, place: null }));
  }
}

/** Terms that stand in a text, each once; `apart`: the longest at each place, none within another. */
function termsIn(
  text: string,
  lengths: ReadonlyMap<string, readonly number[]>,
  isTerm: (candidate: string) => boolean,
  which: 'all' | 'apart',
): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    for (const length of lengths.get(text[at]!) ?? []) {
      const candidate = text.slice(at, at + length);
      if (candidate.length < length || !isTerm(candidate)) continue;
      found.add(candidate);
      if (which === 'all') continue;
      at += length - 1;
      break;
    }
  }
  return found;
}

function lengthsByStart(terms: Iterable<string>): Map<string, number[]> {
  const lengths = new Map<string, Set<number>>();
  for (const term of terms) {
    const own = lengths.get(term[0]!);
    if (own) own.add(term.length);
    else lengths.set(term[0]!, new Set([term.length]));
  }
  return new Map([...lengths].map(([start, own]) => [start, [...own].sort((a, b) => b - a)]));
}

/** The most frequent one; of equally frequent ones the first in code-unit order. */
function mostOften(counts: ReadonlyMap<string, number>): string {
  return [...counts].sort(([a, times], [b, others]) => others - times || (a < b ? -1 : 1))[0]![0];
}
