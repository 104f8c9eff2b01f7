import { Parser } from 'htmlparser2';

/** A character reference with the semicolon that tells it from a parameter of an address (…?a=1&copy=2). */
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** The character references (&nbsp; &#20013;) that HTML knows, in their order. */
export function referencesOf(text: string): RegExpExecArray[] {
  if (!text.includes('&')) return [];
  return [...text.matchAll(REFERENCE)].filter(([reference]) => isKnown(reference));
}

const known = new Map<string, boolean>();
/** HTML has 2,231 names; unknown ones are remembered up to this number. */
const REMEMBERED = 5_000;

function isKnown(reference: string): boolean {
  if (reference[1] === '#') return true;
  let answer = known.get(reference);
  if (answer === undefined) {
    answer = decode(reference) !== reference;
    if (known.size < REMEMBERED) known.set(reference, answer);
  }
  return answer;
}

function decode(reference: string): string {
  let text = '';
  const parser = new Parser({
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.end(reference);
  return text;
}
