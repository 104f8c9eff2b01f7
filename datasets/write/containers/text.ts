import type { ContainerContext, ContainerWriter, NamedRow } from '../row-bytes.ts';

/**
 * Plain text, a blank line between records, which hold no blank lines then. Only for records that are text alone.
 * Fault, final: `CONVERT_LINE_BREAK`.
 */
export const textBytes: ContainerWriter = async function* (groups, context) {
  if (context.bom) yield Buffer.from('\ufeff');
  let before = '';
  for await (const group of groups) {
    if (group.length === 0) continue;
    yield Buffer.from(before + group.map((row) => paragraph(row, context)).join('\n\n'));
    before = '\n\n';
  }
  yield Buffer.from('\n');
};

function paragraph({ record, row }: NamedRow, context: ContainerContext): string {
  const text = String(row.text);
  if (text.split('\n').some((line) => line.trim() === '')) {
    context.faults.fail('CONVERT_LINE_BREAK', { field: 'text', params: { record } });
  }
  return text;
}
