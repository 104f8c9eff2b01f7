/** Code points of a text that an example keeps. */
const TEXT_LENGTH = 2000;

/** The beginning of a text, as far as an example shows it. */
export function shortened(text: string): string {
  if (text.length <= TEXT_LENGTH) return text;
  const points = Array.from(text.slice(0, 2 * TEXT_LENGTH + 1));
  return points.length <= TEXT_LENGTH ? text : `${points.slice(0, TEXT_LENGTH).join('')}…`;
}
