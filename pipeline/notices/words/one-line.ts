const LONGEST = 1000;

/**
 * A text as one line without characters that could end a header, move what stands beside it, or hide: control and format
 * characters (bidirectional overrides among them) and line separators become spaces.
 */
export function oneLine(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const letters = Array.from(line);
  return letters.length <= LONGEST ? line : `${letters.slice(0, LONGEST - 1).join('')}…`;
}
