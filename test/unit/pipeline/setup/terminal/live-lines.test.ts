import assert from 'node:assert/strict';
import { LiveLines } from '../../../../../pipeline/setup/terminal/live-lines.mjs';

/** What a terminal shows after these bytes: understands only what LiveLines writes. */
function shown(written: string): string[] {
  const rows: string[] = [''];
  let row = 0;
  for (const [piece] of written.replaceAll('\x1b[', '␛').matchAll(/␛\d*[A-Z]|\r|\n|[^␛\r\n]+/g)) {
    const up = /^␛(\d+)A$/.exec(piece);
    if (up) row -= Number(up[1]);
    else if (piece === '␛J') rows.splice(row, rows.length, '');
    else if (piece === '␛2K') rows[row] = '';
    else if (piece === '\n') rows[++row] ??= '';
    else if (piece !== '\r') rows[row] += piece;
  }
  return rows;
}

function screen(isTTY: boolean, columns = 40) {
  const screen = { isTTY, columns, written: '', write: (text: string) => (screen.written += text) };
  return screen;
}

describe('live lines', () => {
  it('draws in place, with ordinary lines going by above', () => {
    const terminal = screen(true);
    const lines = new LiveLines(terminal);
    lines.draw(['10 %']);
    lines.draw(['20 %', 'loss']);
    lines.print('refine done');
    lines.draw(['30 %']);
    assert.deepEqual(shown(terminal.written), ['refine done', '30 %', '']);
  });

  it('leaves nothing behind when cleared', () => {
    const terminal = screen(true);
    const lines = new LiveLines(terminal);
    lines.print('first');
    lines.draw(['a', 'b']);
    lines.clear();
    lines.print('second');
    assert.deepEqual(shown(terminal.written), ['first', 'second', '']);
  });

  it('cuts lines to the terminal, wide characters counted as two', () => {
    const terminal = screen(true, 21);
    new LiveLines(terminal).draw(['訓練訓練訓練訓練訓練訓練']);
    assert.equal(shown(terminal.written)[0], '訓練訓練訓練訓練訓…');
  });

  it('writes ordinary lines only where there is no terminal', () => {
    const log = screen(false);
    const lines = new LiveLines(log);
    lines.draw(['10 %']);
    lines.print('refine done');
    lines.clear();
    assert.equal(log.written, 'refine done\n');
  });
});
