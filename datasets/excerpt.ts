/** A short piece of someone's text on one line, to show what is meant: in errors and in evidence. */
export function excerpt(text: string, length = 60): string {
  const line = text
    .slice(0, length * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}
