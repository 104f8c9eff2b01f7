/** What XML 1.0 has no place for is left out; a parser would refuse the whole. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xd;',
};

/** A text as XML writes it between tags. */
export function escaped(text: string): string {
  return text.replace(UNWRITABLE, '').replace(/[&<>"'\r]/g, (one) => NAMED[one]!);
}
