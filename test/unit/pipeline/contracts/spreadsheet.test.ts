import assert from 'node:assert/strict';
import { csvRow, safeCell } from '../../../../pipeline/contracts/spreadsheet.ts';

describe('cells of a spreadsheet', () => {
  it('that could be formulas are text, in half and full width, behind space and control characters', () => {
    const formulas = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '＝1',
      '＋1',
      '－1',
      '＠x',
      '\t=1',
      '\r=1',
      ' =1',
      '\u0000=1',
      '\tx',
    ];
    for (const cell of formulas) assert.equal(safeCell(cell), `'${cell}`, JSON.stringify(cell));
    for (const cell of ['路燈', 'a=b', '', "it's", "'quoted'", '1-2']) assert.equal(safeCell(cell), cell);
  });

  it('come back by taking one apostrophe away', () => {
    for (const cell of ['=1', "'=1", "''＝1"]) assert.equal(safeCell(cell), `'${cell}`);
  });

  it('stand in quotes, so that commas, quotes and line breaks stay inside', () => {
    assert.equal(csvRow(['a,b', 'say "x"', 'two\nlines']), '"a,b","say ""x""","two\nlines"\r\n');
  });
});
