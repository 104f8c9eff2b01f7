import { z } from 'zod';
import { specDocumentSchema } from '../../contracts/api/run-request.ts';
import { requestSchemas, responseSchemas } from '../../contracts/api/shape.ts';
import { pipelineSpecSchema } from '../../contracts/spec.ts';

type Json = Record<string, unknown>;

const uri = (id: string): string => `#/components/schemas/${id}`;

/** Every registered schema: requests as clients write them, answers as clients get them. */
export function componentSchemas(): Json {
  const requests = z.toJSONSchema(requestSchemas, { io: 'input', uri, override: describeSpec }).schemas;
  const responses = z.toJSONSchema(responseSchemas, { io: 'output', uri, override: leaveOpen }).schemas;
  return Object.fromEntries(
    Object.entries({ ...requests, ...responses }).map(([id, schema]) => [
      id,
      withoutIdentity(schema as Json),
    ]),
  );
}

/** A reference to a registered schema; one that is not registered is a mistake in the route table. */
export function referenceTo(schema: z.ZodType): Json {
  const id = (requestSchemas.get(schema) ?? responseSchemas.get(schema))?.id;
  if (id === undefined) throw new TypeError('A route uses a schema without a name.');
  return { $ref: uri(id) };
}

/** A small schema in its place: of a path or query field. */
export function inlineSchema(schema: z.ZodType): Json {
  return withoutIdentity(z.toJSONSchema(schema, { io: 'input' }));
}

/** Names of the fields that must not be left out. */
export function requiredFields(schema: z.ZodObject): readonly string[] {
  return z.toJSONSchema(schema, { io: 'input' }).required ?? [];
}

/** Answers may gain fields in a later version, so they are not closed to clients that check them. */
function leaveOpen({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  if (zodSchema._zod.def.type === 'object' && zodSchema._zod.def.catchall === undefined) {
    delete jsonSchema.additionalProperties;
  }
}

/** The service parses the spec itself, to name its faults; clients still want to know what may stand in it. */
function describeSpec({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  if (zodSchema !== (specDocumentSchema as unknown)) return;
  const id = requestSchemas.get(pipelineSpecSchema)!.id;
  jsonSchema.anyOf = [{ $ref: uri(id) }, { type: 'string', description: 'The same as YAML or JSON text' }];
}

function withoutIdentity(schema: Json): Json {
  const { $schema: _dialect, $id: _id, '~standard': _standard, ...rest } = schema;
  return rest;
}
