import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { guarded } from '../../../../datasets/containers/formula-guard.ts';
import { random } from '../reading.ts';
import { rowsOf } from './piecewise.ts';

const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('CSV', () => {
  it('reads quoted commas, quotes and line breaks', () => {
    const rows = rowsOf('csv', 'text,label\n"甲,乙",1\n"他說""好""\n第二行",2\n"",3\n');
    assert.deepEqual(
      rows.map(({ row }) => row),
      [
        { text: '甲,乙', label: '1' },
        { text: '他說"好"\n第二行', label: '2' },
        { text: '', label: '3' },
      ],
    );
  });

  it('says on which line a row begins, whatever the rows before it hold', () => {
    const rows = rowsOf('csv', '"text",label\r\n"a\r\nb\nc",1\r\n\r\nd,2\r\n"e",3');
    assert.deepEqual(
      rows.map(({ line, row }) => [line, row.label]),
      [
        [2, '1'],
        [6, '2'],
        [7, '3'],
      ],
    );
  });

  it('takes a column named __proto__ like any other', () => {
    const [found] = rowsOf('csv', 'text,__proto__\na,b\n');
    assert.deepEqual(Object.entries(found!.row), [
      ['text', 'a'],
      ['__proto__', 'b'],
    ]);
  });

  it('gives back any table, however the text is cut', () => {
    const next = random(11);
    const alphabet = ['a', '字', '"', ',', '\n', '\r\n', ' ', "'", '=', '😀'];
    const cell = () =>
      Array.from(
        { length: Math.floor(next() * 6) },
        () => alphabet[Math.floor(next() * alphabet.length)],
      ).join('');
    for (let round = 0; round < 200; round++) {
      const table = Array.from({ length: 5 }, () => ({ text: cell(), label: cell() }));
      const end = round % 2 === 0 ? '\n' : '\r\n';
      const text = [
        'text,label',
        ...table.map((row) => `${quoted(guarded(row.text, false))},${quoted(guarded(row.label, false))}`),
      ].join(end);
      const size = 1 + Math.floor(next() * 12);
      assert.deepEqual(
        rowsOf('csv', text, size).map(({ row }) => row),
        table,
        JSON.stringify(text),
      );
    }
  });
});
