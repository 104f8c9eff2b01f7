/**
 * Grades of secret documents, the lowest first: 密 by the handbook of official documents (文書處理手冊), the others by the
 * Classified National Security Information Protection Act (國家機密保護法).
 */
export const SECRECY_LEVELS = ['密', '機密', '極機密', '絕對機密'] as const;
export type SecrecyLevel = (typeof SECRECY_LEVELS)[number];

/** How a document is marked. */
export interface Secrecy {
  readonly level: SecrecyLevel;
  /** The mark in its own words, with its terms if it has any. */
  readonly mark: string;
  /** Line of the document's text, the first being 1; absent for marks in headers, footers and fields of a format. */
  readonly line?: number;
}

/** For patterns: the longer ones first. */
export const LEVEL = '絕對機密|極機密|機密|密';

/** The highest grade that a text names; null where it names none. */
export function highestLevel(text: string): SecrecyLevel | null {
  const named = new Set(text.match(new RegExp(LEVEL, 'g')));
  return SECRECY_LEVELS.findLast((level) => named.has(level)) ?? null;
}

/** Text as marks are compared: half-width forms, no spaces, nothing that is not seen. */
export function compact(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}\u3164]/gu, '');
}
