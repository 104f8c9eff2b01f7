import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WRITES =
  /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|MERGE\s+INTO|COPY)\s+(?:touchstone\.)?(?:model_versions|alias_moves)\b/i;
const ROOT = join(import.meta.dirname, '../../../../..');
const WRITER = 'pipeline/store/rows/models.ts';

/** Every module of the program, by its path from the root. */
function modules(): string[] {
  return ['pipeline', 'stages', 'datasets', 'reports', 'jenkins'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:ts|tsx|mjs)$/.test(path) && !path.includes('node_modules'))
      .map((path) => join(room, path)),
  );
}

/** Each top-level function of a module, with its text. */
function functionsOf(source: string): Map<string, string> {
  const parts = source.split(/^(?=(?:export )?(?:async )?function )/m).slice(1);
  return new Map(parts.map((part) => [/function (\w+)/.exec(part)![1]!, part]));
}

describe('who writes to the tables of models', () => {
  it('is one module', () => {
    const writers = modules().filter((path) => WRITES.test(readFileSync(join(ROOT, path), 'utf8')));
    assert.deepEqual(writers, [WRITER]);
  });

  it('in that module, every function that writes asks the guard first, or is called only by such', () => {
    const functions = functionsOf(readFileSync(join(ROOT, WRITER), 'utf8'));
    const writes = (name: string): boolean => WRITES.test(functions.get(name)!);
    const direct = [...functions.keys()].filter(writes);
    assert.deepEqual(direct, ['publishVersion', 'insertMove']);
    const callers = [...functions].flatMap(([name, text]) =>
      name !== 'insertMove' && /\binsertMove\(/.test(text) ? [name] : [],
    );
    assert.deepEqual(callers, ['publishVersion', 'moveAlias', 'rollBackAlias']);
    for (const name of callers) {
      const text = functions.get(name)!;
      const guard = text.search(/\bcheck(?:Draft|Move)\(/);
      assert.ok(guard >= 0 && guard < text.search(/\binsertMove\(/), `${name} writes unguarded`);
    }
    assert.doesNotMatch(functions.get('insertMove')!, /^export/);
  });
});
