import { z } from 'zod';

/** What came of reading an answer: the value; or what is wrong with it, in words for the model. */
export type ParsedAnswer<A> =
  | { readonly kind: 'right'; readonly value: A; readonly taken: boolean }
  | { readonly kind: 'wrong'; readonly faults: readonly string[] };

/** What models that think write before they answer, where the engine leaves it in. */
const THOUGHTS = /^\s*<think>[\s\S]*?(?:<\/think>|$)/;

/**
 * Reads an answer that must be one JSON object of the shape and nothing else. Where it is not, but holds one (in a code
 * block, or between words), that is taken: `taken` says so.
 */
export function parseAnswer<A>(written: string, shape: z.ZodType<A>): ParsedAnswer<A> {
  const text = written.replace(THOUGHTS, '');
  const strict = read(text, shape);
  if (strict.kind === 'right') return { ...strict, taken: false };
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from < 0 || to < from || (from === 0 && to === text.length - 1)) return strict;
  const inner = read(text.slice(from, to + 1), shape);
  return inner.kind === 'right' ? { ...inner, taken: true } : strict;
}

/**
 * The JSON schema of a shape, as engines take it: without bounds of length, which some reject and others turn into huge
 * grammars. The bounds are checked when the answer is read.
 */
export function jsonSchemaOf(shape: z.ZodType): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    override: ({ jsonSchema }) => {
      for (const bound of ['minLength', 'maxLength', 'minItems', 'maxItems', 'pattern'] as const)
        delete jsonSchema[bound];
    },
  });
  return schema;
}

function read<A>(
  text: string,
  shape: z.ZodType<A>,
): { kind: 'right'; value: A } | Extract<ParsedAnswer<A>, { kind: 'wrong' }> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Models write all kinds of things; the fault goes back to the model that did.
    return { kind: 'wrong', faults: ['not JSON'] };
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return { kind: 'right', value: parsed.data };
  return {
    kind: 'wrong',
    faults: parsed.error.issues
      .slice(0, 10)
      .map(({ path, message }) => `${path.join('.') || '(top)'}: ${message}`),
  };
}
