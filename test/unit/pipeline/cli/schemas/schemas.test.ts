import assert from 'node:assert/strict';
import type { Command } from 'commander';
import { buildProgram } from '../../../../../pipeline/cli/program.ts';
import { publishedSchema, SCHEMA_NAMES } from '../../../../../pipeline/cli/schemas/publish.ts';
import { OUTPUT_SCHEMAS } from '../../../../../pipeline/cli/schemas/table.ts';
import { called } from '../called.ts';
import { validatorOf } from './conforms.ts';

/** The words of every command that does something. */
function commandNames(command: Command, path = ''): string[] {
  if (command.commands.length === 0) return [path];
  return command.commands.flatMap((inner) => commandNames(inner, `${path} ${inner.name()}`.trim()));
}

describe('what is published of the output of commands', () => {
  const nowhere = { write: () => true };
  const program = buildProgram(
    { environment: {}, out: nowhere, err: nowhere, interrupt: new AbortController().signal },
    'en',
    '0',
    async () => undefined,
  );

  it('covers every command, and no other', () => {
    assert.deepEqual(Object.keys(OUTPUT_SCHEMAS).sort(), commandNames(program).sort());
  });

  it('is a JSON schema that another library understands, open for fields to come', () => {
    for (const name of SCHEMA_NAMES) {
      validatorOf(name);
      assert.doesNotMatch(JSON.stringify(publishedSchema(name)), /"additionalProperties":false/, name);
    }
    const { error } = JSON.parse(
      '{"error":{"type":"about:blank","title":"x","status":400,"detail":"","code":"CLI_USAGE","retryable":false,"advice":"","errors":[],"new":1}}',
    );
    assert.ok(validatorOf('runs list')({ error }));
    assert.equal(validatorOf('runs list')({ items: [{}] }), false);
    assert.equal(validatorOf('run')({ error }), false, 'run tells a fault in the shape of its result');
  });

  it('is printed for a command by its words, and listed without', async () => {
    const printed = await called(['schema', 'runs', 'show'], {});
    assert.deepEqual(JSON.parse(printed.out), publishedSchema('runs show'));
    const { schemas } = JSON.parse((await called(['schema', '--json'], {})).last);
    assert.deepEqual(schemas, SCHEMA_NAMES);
    assert.equal((await called(['schema', 'progress', '--json'], {})).status, 0);
    const unknown = await called(['schema', 'runs', 'shwo'], {});
    assert.equal(unknown.status, 2);
    assert.match(unknown.err, /no schema for runs shwo\. Did you mean runs show\?/);
  });
});
