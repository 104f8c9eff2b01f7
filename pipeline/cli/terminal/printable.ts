/**
 * Text from outside as a terminal may show it: control characters, which could move the cursor or change what stands
 * above, and marks that turn the direction of writing, become `�`; line ends become spaces.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n|[\r\n\t]/g, ' ')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�');
}
