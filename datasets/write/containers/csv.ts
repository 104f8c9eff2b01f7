import { guarded } from '../../containers/formula-guard.ts';
import { cellText } from '../cell-text.ts';
import type { ContainerContext, ContainerWriter } from '../row-bytes.ts';

/**
 * Separated values by RFC 4180, with line feeds. A text that a spreadsheet program would take for a formula gets an
 * apostrophe before it where cells are to be safe, which such programs take for "this is text".
 */
export const csvBytes: ContainerWriter = async function* (groups, context) {
  const { columns, delimiter, bom } = context;
  const names = [...columns.keys()];
  const quotable = new RegExp(`["\\r\\n${delimiter}]|^\\s|\\s$`);
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => quoted(cell, quotable, cells.length === 1)).join(delimiter)}\n`;
  yield Buffer.from((bom ? '\ufeff' : '') + line(names.map((name) => safe(name, context))));
  for await (const group of groups) {
    if (group.length === 0) continue;
    yield Buffer.from(group.map(({ row }) => line(names.map((name) => safe(row[name], context)))).join(''));
  }
};

/** The only cell of a row is quoted when it is blank: a blank line is no row. */
function quoted(cell: string, quotable: RegExp, alone: boolean): string {
  return quotable.test(cell) || (alone && cell === '') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function safe(value: unknown, context: ContainerContext): string {
  if (typeof value !== 'string') return cellText(value);
  const cell = guarded(value, context.safeCells);
  if (cell !== value) context.guarded();
  return cell;
}
