import { findPersonal } from './find.ts';
import { PERSONAL_KINDS, type PersonalKind, type PersonalSpan } from './kinds.ts';
import { openPage } from './page.ts';
import { PLACEHOLDERS, placeholder, placeholderParts } from './placeholders.ts';
import { PERSONAL_RULES } from './registry.ts';

/** Placeholder → the text in whose place it stands, as that was first written. To be kept apart from what is masked. */
export type MaskMap = ReadonlyMap<string, string>;

/** A piece of personal data that was replaced, at its place in the original text. */
export interface MaskedSpan extends PersonalSpan {
  readonly placeholder: string;
}

export interface MaskedText {
  readonly text: string;
  readonly spans: readonly MaskedSpan[];
}

/** A piece of the text to be replaced. */
type Replacement = Pick<MaskedSpan, 'start' | 'end' | 'placeholder'>;

/**
 * Masks the texts of one dataset: each value gets a placeholder with its kind and number, 〔手機2〕, and the same value the
 * same one, however it is written. Numbers follow the order of the texts, so that the same texts give the same masks.
 *
 * What looks like a placeholder in a text itself keeps its number, which is then given to no value. Only where a value
 * has that number already is the text's own placeholder replaced by one with a new number; `unmask` brings it back.
 */
export class Masker {
  readonly #map = new Map<string, string>();
  /** Kind and identity of a value → its placeholder. */
  readonly #known = new Map<string, string>();
  /** Placeholders that texts brought with them and that were left as they are. */
  readonly #brought = new Set<string>();
  readonly #next = new Map<PersonalKind, number>(PERSONAL_KINDS.map((kind) => [kind, 1]));

  /** What undoes the masking of all texts so far. */
  get map(): MaskMap {
    return this.#map;
  }

  /** Keeps the numbers of a text's own placeholders free, so that they need not be replaced when it is masked. */
  reserve(text: string): void {
    for (const match of text.matchAll(PLACEHOLDERS)) {
      if (!this.#map.has(match[0])) this.#brought.add(match[0]);
    }
  }

  /** The text with its personal data replaced, and what was replaced. */
  mask(text: string, found: readonly PersonalSpan[] = findPersonal(text)): MaskedText {
    const own = text.includes('〔') ? this.#ownPlaceholders(text) : [];
    if (found.length === 0 && own.length === 0) return { text, spans: [] };
    const spans = found.map((span) => ({ ...span, placeholder: this.placeholderOf(span) }));
    const replacements = [...spans, ...own].sort((a, b) => a.start - b.start);
    return { text: replaced(text, replacements), spans };
  }

  /** What stands in the place of a value, in every text. */
  placeholderOf({ kind, text }: Pick<PersonalSpan, 'kind' | 'text'>): string {
    const value = `${kind} ${PERSONAL_RULES[kind].identity(openPage(text).text)}`;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const fresh = this.#fresh(kind, text);
    this.#known.set(value, fresh);
    return fresh;
  }

  /** A placeholder that stands for nothing yet, from now on for `original`. */
  #fresh(kind: PersonalKind, original: string): string {
    for (let number = this.#next.get(kind)!; ; number++) {
      const candidate = placeholder(kind, number);
      if (this.#brought.has(candidate)) continue;
      this.#next.set(kind, number + 1);
      this.#map.set(candidate, original);
      return candidate;
    }
  }

  /** The text's own placeholders that mean a value by now. */
  #ownPlaceholders(text: string): Replacement[] {
    this.reserve(text);
    const own: Replacement[] = [];
    for (const match of text.matchAll(PLACEHOLDERS)) {
      if (this.#brought.has(match[0])) continue;
      const value = `own ${match[0]}`;
      const fresh = this.#known.get(value) ?? this.#fresh(placeholderParts(match).kind, match[0]);
      this.#known.set(value, fresh);
      own.push({ start: match.index, end: match.index + match[0].length, placeholder: fresh });
    }
    return own;
  }
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  let masked = '';
  let from = 0;
  for (const { start, end, placeholder: by } of replacements) {
    masked += text.slice(from, start) + by;
    from = end;
  }
  return masked + text.slice(from);
}

/** A masked text with its values back, each as it was first written in the dataset. */
export function unmask(text: string, map: MaskMap): string {
  return text.replace(PLACEHOLDERS, (written) => map.get(written) ?? written);
}
