/** How HTML and XML begin; a text may begin with other marks between brackets. */
const MARKUP =
  /^\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:(\?xml)|!doctype\s|(?:html|head|body|table|meta|style)[\s>])/i;
/** What programs for spreadsheets say of themselves in files that they call XLS. */
const SPREADSHEET = /urn:schemas-microsoft-com:office:(?:excel|spreadsheet)|progid="Excel\.Sheet"/i;
const HEAD = 4096;

/** The kind of markup that a text begins as, by the names that a person is shown; null where it begins as none. */
export function markupKind(text: string): string | null {
  const found = MARKUP.exec(text.slice(0, HEAD));
  if (found === null) return null;
  const kind = found[1] === undefined || /<html[\s>]/i.test(text.slice(0, HEAD)) ? 'HTML' : 'XML';
  return isSpreadsheetMarkup(text) ? `XLS (${kind})` : kind;
}

/** Whether markup is the table of a spreadsheet program, which such programs write under names such as `.xls`. */
export function isSpreadsheetMarkup(text: string): boolean {
  const head = text.slice(0, HEAD);
  return MARKUP.test(head) && SPREADSHEET.test(head);
}
