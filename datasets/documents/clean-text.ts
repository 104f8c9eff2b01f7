/** Line ends of every kind; form feeds and vertical tabs end lines as well. */
const LINE_ENDS = /\r\n?|[\f\v\u0085\u2028\u2029]/g;
/**
 * Signs that show nothing and mislead: controls, invisible spaces and hyphens, and those that turn the direction of what
 * follows, by which a text can be made to read otherwise than it is.
 */
const UNSEEN = /(?![\t\n])[\p{Cc}\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;
const HALF_CHARACTER = /\p{Surrogate}/gu;

/** A document's text as all of them are: form NFC, lines ended by a line feed, without signs that show nothing. */
export function cleanText(text: string): string {
  return text.replace(LINE_ENDS, '\n').replace(UNSEEN, '').replace(HALF_CHARACTER, '\ufffd').normalize('NFC');
}
