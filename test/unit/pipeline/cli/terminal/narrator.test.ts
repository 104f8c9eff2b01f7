import assert from 'node:assert/strict';
import { JsonRunDisplay } from '../../../../../pipeline/cli/terminal/json-run-display.ts';
import { JsonNarrator, narratorFor } from '../../../../../pipeline/cli/terminal/narrator.ts';
import { progressLineSchema } from '../../../../../pipeline/cli/terminal/progress-line.ts';
import type { ProgressKind } from '../../../../../pipeline/config/command-settings.ts';

function screenOf(isTTY: boolean) {
  const screen = { isTTY, columns: 80, written: '', write: (text: string) => (screen.written += text) };
  return screen;
}

describe('telling what happens', () => {
  /** What is written of one drawn and one ordinary line. */
  function written(kind: ProgressKind, isTTY: boolean, environment = {}): string {
    const screen = screenOf(isTTY);
    const lines = narratorFor(kind, screen, environment);
    lines.draw(['12 %'], { type: 'upload', file: 'a.csv', sent: 12, total: 100 });
    lines.print('uploaded');
    lines.clear();
    return screen.written;
  }

  it('draws in place on a terminal alone, and not where somebody wants plain lines', () => {
    assert.ok(written('auto', true).includes('\x1b['));
    for (const plain of [
      written('auto', false),
      written('auto', true, { NO_COLOR: '1' }),
      written('auto', true, { TERM: 'dumb' }),
      written('plain', true),
    ]) {
      assert.equal(plain, 'uploaded\n');
    }
    assert.equal(written('none', true), '');
  });

  it('writes JSON lines for programs, each as its schema says', () => {
    const lines = written('json', true).trimEnd().split('\n');
    const parsed = lines.map((line) => progressLineSchema.parse(JSON.parse(line)));
    assert.deepEqual(
      parsed.map(({ type }) => type),
      ['upload', 'message'],
    );
  });

  it('does not tell a program the same thing more than once a second', () => {
    const screen = screenOf(false);
    const narrator = new JsonNarrator(screen);
    const display = new JsonRunDisplay(narrator);
    const at = '2026-11-29T00:00:00Z';
    for (let seq = 1; seq <= 50; seq++) {
      narrator.draw([], { type: 'work', work: 'check', percent: seq });
      const body = { type: 'progress', stage: 'train', progress: { percent: seq } } as const;
      display.show({ runId: 'run_1', seq, at, body });
    }
    const ended = { type: 'run', status: 'succeeded', verdict: 'PASS', error: null } as const;
    display.show({ runId: 'run_1', seq: 51, at, body: ended });
    display.lost(300);
    const lines = screen.written.trimEnd().split('\n');
    const parsed = lines.map((line) => progressLineSchema.parse(JSON.parse(line)));
    assert.deepEqual(
      parsed.map(({ type }) => type),
      ['work', 'event', 'event', 'lost'],
    );
  });
});
