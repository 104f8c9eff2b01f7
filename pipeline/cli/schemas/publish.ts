import { z } from 'zod';
import { problemSchema } from '../../contracts/api/problem.ts';
import { mayBeError, OUTPUT_SCHEMAS, outputSchema, PROGRESS } from './table.ts';

/** Names that a schema can be asked for by. */
export const SCHEMA_NAMES: readonly string[] = [...Object.keys(OUTPUT_SCHEMAS), PROGRESS];

/** The JSON schema (2020-12) of what a command prints with `--json`: its result, or a fault. null for a name without one. */
export function publishedSchema(name: string): Record<string, unknown> | null {
  const result = outputSchema(name);
  if (result === undefined) return null;
  const whole = mayBeError(name) ? z.union([result, z.object({ error: problemSchema })]) : result;
  const { $schema, ...schema } = z.toJSONSchema(whole, {
    io: 'output',
    override: leaveOpen,
    unrepresentable: 'any',
  });
  return {
    $schema,
    title: name === PROGRESS ? 'touchstone --progress json: one line' : `touchstone ${name} --json`,
    description: 'Fields may be added; what a field means never changes.',
    ...(JSON.parse(JSON.stringify(schema)) as Record<string, unknown>),
  };
}

/** A later version may add fields, also to what it takes strictly itself, so clients must let them pass. */
function leaveOpen({ jsonSchema }: { jsonSchema: { additionalProperties?: unknown } }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}
