import { PERSONAL_KINDS, type PersonalKind } from './kinds.ts';
import { PERSONAL_RULES } from './registry.ts';

/** What stands in a masked text for the value of this number of its kind. */
export function placeholder(kind: PersonalKind, number: number): string {
  return `〔${PERSONAL_RULES[kind].placeholder}${number}〕`;
}

const KIND_OF: ReadonlyMap<string, PersonalKind> = new Map(
  PERSONAL_KINDS.map((kind) => [PERSONAL_RULES[kind].placeholder, kind]),
);

/** Everything that looks like a placeholder; numbers without leading zeros, as `placeholder` writes them. */
export const PLACEHOLDERS = new RegExp(`〔(${[...KIND_OF.keys()].join('|')})([1-9]\\d{0,14})〕`, 'g');

/** Kind and number of a match of `PLACEHOLDERS`. */
export function placeholderParts(match: RegExpMatchArray): { kind: PersonalKind; number: number } {
  return { kind: KIND_OF.get(match[1]!)!, number: Number(match[2]) };
}
