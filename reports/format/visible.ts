/**
 * Text from outside, made safe to look at: characters that hide, reorder or break the text around them are replaced
 * by something that can be seen. What is replaced:
 * - C0 controls and DEL → their control pictures (U+2400…), line ends and tabs stay only where `lines` is true;
 * - C1 controls, bidirectional controls, zero-width spaces, line and paragraph separators, tags and noncharacters →
 *   `[U+XXXX]`;
 * - lone surrogates → U+FFFD.
 * Escaping for HTML or XML is not its business: that is the renderer's.
 */
export function visible(text: string, options: { readonly lines?: boolean } = {}): string {
  return text.replace(HIDDEN, (found) =>
    options.lines === true && LINES.has(found) ? (found === '\r\n' ? '\n' : found) : picture(found),
  );
}

const LINES: ReadonlySet<string> = new Set(['\n', '\r\n', '\t']);

const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /\r\n|[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]|[\u{e0000}-\u{e007f}]/gu;

function picture(found: string): string {
  if (found === '\r\n') return '␍␊';
  const code = found.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
