/** Addresses, Markdown's code, tags, and what stands in curly brackets (placeholders, JSON, programs). */
const PROTECTED =
  /(?:https?|ftp):\/\/[^\s，。；、）」』》]+|www\.[^\s，。；、）」』》]+|```[\s\S]*?```|`[^`\n]+`|<\/?[a-z][^<>]*>|\{[^{}\n]*\}|\ufdd0/gi;
/** A noncharacter, which no text may hold, in the place of what is protected. */
const PLACE = '\ufdd0';

/** Changes a text but for the parts in it whose characters have a meaning to a program. */
export function changeProse(text: string, change: (prose: string) => string): string {
  const kept = text.match(PROTECTED);
  if (!kept) return change(text);
  let next = 0;
  return change(text.replace(PROTECTED, PLACE)).replaceAll(PLACE, () => kept[next++]!);
}
