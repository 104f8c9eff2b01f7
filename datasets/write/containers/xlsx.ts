import { columnLetters } from '../../containers/column-letters.ts';
import { looksLikeFormula } from '../../containers/formula-guard.ts';
import { cellText } from '../cell-text.ts';
import type { ContainerContext, ContainerWriter, NamedRow } from '../row-bytes.ts';
import { cellXml, FIXED_PARTS, sheetEnd, sheetStart, workbookXml } from './xlsx-parts.ts';
import { zipBytes } from './zip.ts';

/** What a sheet can hold: support.microsoft.com, "Excel specifications and limits". */
const MOST_ROWS = 1_048_576;
const LONGEST_CELL = 32_767;
/** Bytes of an entry of a ZIP archive without its extension to 64 bits. */
const MOST_BYTES = 0xffff_ffff;

/**
 * A workbook of one sheet, every cell a text, but numbers that are numbers. Texts are never formulas; those that look
 * like one are marked as text besides, so that they stay so when someone edits them.
 * Faults, final: `CONVERT_CELL_TOO_LONG`, `CONVERT_TOO_MANY_ROWS`.
 */
export const xlsxBytes: ContainerWriter = (groups, context) => {
  const parts = async function* () {
    for (const [name, xml] of FIXED_PARTS) yield { name, bytes: one(xml) };
    yield { name: 'xl/workbook.xml', bytes: one(workbookXml(context.sheet)) };
    yield { name: 'xl/worksheets/sheet1.xml', bytes: sheet(groups, context) };
  };
  return zipBytes(parts());
};

async function* one(xml: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(xml);
}

async function* sheet(
  groups: AsyncIterable<readonly NamedRow[]>,
  context: ContainerContext,
): AsyncGenerator<Uint8Array> {
  const names = [...context.columns.keys()];
  const letters = names.map((_, column) => columnLetters(column));
  let number = 1;
  let size = 0;
  yield Buffer.from(sheetStart + rowXml({ record: '', row: Object.fromEntries(names.map((n) => [n, n])) }));
  for await (const group of groups) {
    let xml = '';
    for (const row of group) {
      number += 1;
      if (number > MOST_ROWS) context.faults.fail('CONVERT_TOO_MANY_ROWS', { params: { limit: MOST_ROWS } });
      xml += rowXml(row);
    }
    const bytes = Buffer.from(xml);
    size += bytes.length;
    if (size > MOST_BYTES) context.faults.fail('CONVERT_TOO_MANY_ROWS', { params: { limit: number - 1 } });
    if (bytes.length > 0) yield bytes;
  }
  yield Buffer.from(sheetEnd);

  function rowXml({ record, row }: NamedRow): string {
    let cells = '';
    for (const [column, name] of names.entries()) {
      const value = row[name];
      const text = cellText(value);
      if (text === '') continue;
      if (text.length > LONGEST_CELL) {
        const params = { record, field: name, limit: LONGEST_CELL };
        context.faults.fail('CONVERT_CELL_TOO_LONG', { field: name, params });
      }
      const marked = context.safeCells && looksLikeFormula(text) && typeof value === 'string';
      if (marked) context.guarded();
      cells += cellXml(`${letters[column]}${number}`, text, typeof value === 'number', marked);
    }
    return `<row r="${number}">${cells}</row>`;
  }
}
