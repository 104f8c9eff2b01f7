import assert from 'node:assert/strict';
import { tableLines } from '../../../../../pipeline/cli/terminal/table.ts';

describe('table', () => {
  it('keeps its columns straight with Chinese in them', () => {
    const lines = tableLines(
      [{ title: '名稱' }, { title: 'n', align: 'right' }, { title: '' }],
      [
        ['交通局', '7', 'x'],
        ['a', '120'],
      ],
    );
    assert.deepEqual(lines, ['名稱      n', '──────  ───  ─', '交通局    7  x', 'a       120']);
  });
});
