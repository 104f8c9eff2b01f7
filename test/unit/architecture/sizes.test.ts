import assert from 'node:assert/strict';
import { filesBelow, MODULES, type SourceFile } from './sources.ts';

const LONGEST_FILE = 300;
const LONGEST_FUNCTION = 80;
const DEEPEST = 3;

/** Names that say nothing of what is inside. */
const EMPTY_NAMES = /^(.+[-_])?(utils?|helpers?|common|misc)(\.[a-z]+)?$/;

const python = filesBelow(['stages', 'pipeline'], ['.py']);
const tests = filesBelow(['test', 'bench'], ['.ts', '.mjs']);

describe('size and names of files', () => {
  it('keeps every file short', () => {
    const lengths = [...MODULES, ...python, ...tests].map(({ path, text }) => ({
      path,
      lines: text.split('\n').length - 1,
    }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > LONGEST_FILE),
      [],
    );
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    assert.ok(sorted[Math.floor(sorted.length / 2)]! <= LONGEST_FUNCTION, 'the median file is short');
  });

  it('keeps every function within sight', () => {
    const long = MODULES.flatMap(longFunctions);
    assert.deepEqual(long, []);
  });

  it('measures functions rightly', () => {
    const body = '  a();\n'.repeat(LONGEST_FUNCTION);
    const text = `export function long(\n  a: string,\n): void {\n${body}}\n\nclass A {\n  short() {\n    b();\n  }\n}\n`;
    assert.deepEqual(longFunctions({ path: 'x.ts', text }), [`x.ts:1 ${LONGEST_FUNCTION + 4} lines`]);
  });

  it('names files by what they hold', () => {
    const names = [...MODULES, ...python].map(({ path }) => path);
    assert.deepEqual(
      names.filter((path) => path.split('/').some((word) => EMPTY_NAMES.test(word))),
      [],
    );
  });

  it('stays shallow within a room', () => {
    const rooms = /^(pipeline\/[^/]+|stages\/[^/]+|datasets|reports|jenkins)\//;
    const deep = MODULES.filter(({ path }) => path.replace(rooms, '').split('/').length > DEEPEST);
    assert.deepEqual(
      deep.map(({ path }) => path),
      [],
    );
  });
});

/**
 * Functions that are too long. The formatter decides how code is laid out, so a function ends at the first line after it
 * that starts with a closing brace at the same depth.
 */
function longFunctions({ path, text }: SourceFile): string[] {
  const lines = text.split('\n');
  const found: string[] = [];
  for (const [at, line] of lines.entries()) {
    const head =
      /^( *)(?:(?:export|default|async|static|get|set|private|override|const) )*(?:function\b|[#\w]+\(|\w+ = (?:async )?\()/.exec(
        line,
      );
    if (!head || /^\s*(if|for|while|switch|return|catch|describe|it|test)\b/.test(line)) continue;
    const depth = head[1]!;
    // A call or a one-liner opens no body: its own line, or the line that closes its arguments, ends otherwise.
    const opened = line.endsWith('{') ? at : closes(lines, at, depth);
    if (opened === null) continue;
    const end = lines.findIndex((later, index) => index > opened && later.startsWith(`${depth}}`));
    if (end - at + 1 > LONGEST_FUNCTION) found.push(`${path}:${at + 1} ${end - at + 1} lines`);
  }
  return found;
}

/** Line that ends a head of several lines with `) … {`; null where it opens no body. */
function closes(lines: readonly string[], at: number, depth: string): number | null {
  if (!lines[at]!.endsWith('(')) return null;
  const close = lines.findIndex((line, index) => index > at && line.startsWith(`${depth})`));
  return close >= 0 && lines[close]!.endsWith('{') ? close : null;
}
