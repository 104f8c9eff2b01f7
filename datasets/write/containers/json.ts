import type { ContainerWriter } from '../row-bytes.ts';

/** JSON Lines: one object a line. */
export const jsonlBytes: ContainerWriter = async function* (groups, { bom }) {
  if (bom) yield Buffer.from('\ufeff');
  for await (const group of groups) {
    if (group.length > 0) yield Buffer.from(group.map(({ row }) => `${JSON.stringify(row)}\n`).join(''));
  }
};

/** One JSON document: a list, one object a line. */
export const jsonBytes: ContainerWriter = async function* (groups, { bom }) {
  yield Buffer.from(bom ? '\ufeff[' : '[');
  let before = '\n';
  for await (const group of groups) {
    if (group.length === 0) continue;
    yield Buffer.from(before + group.map(({ row }) => JSON.stringify(row)).join(',\n'));
    before = ',\n';
  }
  yield Buffer.from('\n]\n');
};
