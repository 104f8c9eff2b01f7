/** Each rewrites what it finds, in this order; the text is split at spaces afterwards. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/([«“‘„]|[`]+)/g, ' $1 '],
  [/^"/, '``'],
  [/(``)/g, ' $1 '],
  [/([ ([{<])("|'{2})/g, '$1 `` '],
  [/(?<![a-z])'(?!(?:d|ll|m|re|s|t|ve)(?!\w))(?=\w)/gi, "' "],
  [/([»”’])/g, ' $1 '],
  [/''/g, " '' "],
  [/"/g, " '' "],
  [/\s+/g, ' '],
  [/([^.])(\.)([\])}>"'»”’ ]*)\s*$/u, '$1 $2 $3 '],
  [/([:,])([^\d])/g, ' $1 $2'],
  [/([:,])$/g, ' $1 '],
  [/\.{2,}/g, ' $& '],
  [/[;@#$%&]/g, ' $& '],
  [/[?!]/g, ' $& '],
  [/([^'])' /g, "$1 ' "],
  [/[*]/g, ' $& '],
  [/[[\](){}<>]/g, ' $& '],
  [/--/g, ' -- '],
  [/([^' ])('s|'m|'d|') /gi, '$1 $2 '],
  [/([^' ])('ll|'re|'ve|n't) /gi, '$1 $2 '],
  [/\b(can)(not)\b/gi, ' $1 $2 '],
  [/\b(gon|wan)(na)\b/gi, ' $1 $2 '],
  [/\b(got)(ta)\b/gi, ' $1 $2 '],
  [/\b(gim|lem)(me)\b/gi, ' $1 $2 '],
];

/**
 * Words and marks of an English text as the Penn Treebank's tokenizer tells them: `don't` is `do n't`, a mark is a word.
 * These are NLTK's rules for one sentence; NLTK also parts sentences first, which short answers do not have.
 * Source: NLTK, `nltk.tokenize.destructive`.
 */
export function englishWords(text: string): string[] {
  let marked = ` ${text} `;
  marked = marked.trim();
  for (const [found, written] of RULES.slice(0, 16)) marked = marked.replace(found, written);
  marked = ` ${marked} `;
  for (const [found, written] of RULES.slice(16)) marked = marked.replace(found, written);
  return marked.split(/\s+/).filter((word) => word !== '');
}
