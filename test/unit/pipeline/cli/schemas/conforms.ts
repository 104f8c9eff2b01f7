import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { publishedSchema, SCHEMA_NAMES } from '../../../../../pipeline/cli/schemas/publish.ts';

const validators = new Map<string, ValidateFunction>();
/** Commands whose output was held against its schema in this test run. */
export const HELD = new Set<string>();

/** The command that an argument list calls, by its words; null for one without a schema, such as a mistyped one. */
function nameOf(argv: readonly string[]): string | null {
  const [first = '', second = ''] = argv.filter((word) => !word.startsWith('-'));
  return [`${first} ${second}`, first].find((name) => SCHEMA_NAMES.includes(name)) ?? null;
}

/** Holds what a command printed with `--json` against the schema that is published for it. */
export function assertConforms(argv: readonly string[], line: string): void {
  const name = nameOf(argv);
  if (name === null) return;
  const value: unknown = JSON.parse(line);
  const validate = validatorOf(name);
  assert.ok(
    validate(value),
    `${name}: ${JSON.stringify(validate.errors?.slice(0, 5), null, 1)}\n${line.slice(0, 500)}`,
  );
  if (typeof value === 'object' && value !== null && !('error' in value)) HELD.add(name);
}

/** A validator of a published schema, made by a library that knows nothing of how the schema came about. */
export function validatorOf(name: string): ValidateFunction {
  const known = validators.get(name);
  if (known !== undefined) return known;
  const made = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(
    publishedSchema(name)!,
  );
  validators.set(name, made);
  return made;
}
