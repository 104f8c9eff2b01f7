/**
 * Text from outside, made safe to look at: characters that hide, reorder or break the text around them are replaced
 * by their number, as `[U+202E]`: controls, bidirectional controls, zero-width spaces, line and paragraph separators,
 * tags and noncharacters; lone surrogates become U+FFFD. Line ends and tabs stay only where `lines` is true.
 * What is left can stand in HTML and in XML 1.0 once it is escaped, which is the renderer's business.
 */
export function visible(text: string, options: { readonly lines?: boolean } = {}): string {
  return text.replace(HIDDEN, (found) => {
    if (options.lines === true && LINES.has(found)) return found === '\t' ? found : '\n';
    return numbered(found);
  });
}

/** A label as `visible` shows it, with spaces at its ends shown too: they make two labels of what looks like one. */
export function visibleLabel(label: string): string {
  return visible(label).replace(/^\s+|\s+$/g, numbered);
}

const LINES: ReadonlySet<string> = new Set(['\n', '\r\n', '\t']);

const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /\r\n|[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]|[\u{e0000}-\u{e007f}]/gu;

/** Every character as its number. */
function numbered(found: string): string {
  return Array.from(found, (character) => {
    const code = character.codePointAt(0)!;
    return code >= 0xd800 && code <= 0xdfff
      ? '\ufffd'
      : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');
}
