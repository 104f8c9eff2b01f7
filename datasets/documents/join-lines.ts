/** Characters between which Chinese writing has no space: ideographs, full-width forms, its punctuation. */
const WIDE =
  '\\p{Script=Han}\\u3000-\\u303f\\u3040-\\u30ff\\u3105-\\u312f\\uff01-\\uff60\\uffe0-\\uffe6\\u2018-\\u201d\\u2026\\u2014';
const WIDE_END = new RegExp(`[${WIDE}]$`, 'u');
const WIDE_START = new RegExp(`^[${WIDE}]`, 'u');
const HYPHENATED = /\p{Ll}-$/u;
const BETWEEN = new RegExp(`(?<=[${WIDE}])[ \\t\\r\\f]*\\n\\s*(?=[${WIDE}])`, 'gu');

/** Whether no space is written where these two meet, both being Chinese. */
export function bothWide(before: string, after: string): boolean {
  return WIDE_END.test(before.slice(-2)) && WIDE_START.test(after);
}

/** What stands between two lines of one paragraph when it becomes one line. */
export function lineJoint(before: string, after: string): '' | ' ' {
  if (before === '' || after === '') return '';
  return WIDE_END.test(before.slice(-2)) || WIDE_START.test(after) ? '' : ' ';
}

/** The lines of a paragraph as one; a word that was hyphenated at a line's end is whole again. */
export function joinLines(lines: readonly string[]): string {
  let joined = '';
  for (const line of lines.map((one) => one.trim())) {
    if (HYPHENATED.test(joined.slice(-3)) && /^\p{Ll}/u.test(line)) joined = joined.slice(0, -1) + line;
    else joined += lineJoint(joined, line) + line;
  }
  return joined;
}

/** White space as HTML and XML mean it: one space, and none where a line was broken between two Chinese characters. */
export function collapseSpace(text: string): string {
  return text.replace(BETWEEN, '').replace(/[ \t\r\n\f]+/g, ' ');
}
