import type { Access } from '../../contracts/api/access.ts';
import { problemAnswerSchema } from '../../contracts/api/problem.ts';
import type { AnswerDescription, Route } from '../routes/route.ts';
import { componentSchemas, inlineSchema, referenceTo, requiredFields } from './schemas.ts';

type Json = Readonly<Record<string, unknown>>;

/** The whole API as an OpenAPI 3.1 document, made from the route table and the schemas that the routes parse with. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Touchstone',
      version,
      summary: 'Turns a dataset into a fine-tuned model that has proved itself',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'Needed when the service listens beyond loopback',
        },
      },
      responses: {
        Problem: {
          description: 'An error, in the language of Accept-Language',
          content: { 'application/problem+json': { schema: referenceTo(problemAnswerSchema) } },
        },
      },
    },
  };
}

/** Express writes `:id` and `*path` where OpenAPI writes `{id}` and `{path}`. */
export function templateOf(path: string): string {
  return path.replace(/[:*](\w+)/g, '{$1}');
}

function operationOf(route: Route): Json {
  const body = requestBodyOf(route);
  return {
    operationId: route.name,
    summary: route.summary,
    tags: [/^\/v1\/(\w+)/.exec(route.path)?.[1] ?? 'operations'],
    'x-access': route.loopbackOnly ? `${route.access}, from the service's own machine` : route.access,
    security: securityOf(route.access),
    parameters: parametersOf(route),
    ...(body === null ? {} : { requestBody: body }),
    responses: { ...answersOf(route.answers), default: { $ref: '#/components/responses/Problem' } },
  };
}

function securityOf(access: Access): readonly Json[] {
  return access === 'public' || access === 'signed' ? [] : [{ key: [] }];
}

function parametersOf(route: Route): readonly Json[] {
  const wildcard = /\*(\w+)/.exec(route.path)?.[1];
  const path = Object.entries(route.params.shape).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    ...(name === wildcard && { description: 'A path of several parts; its "/" are sent as they are' }),
    schema: inlineSchema(schema),
  }));
  const needed = new Set(requiredFields(route.query));
  const query = Object.entries(route.query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: needed.has(name),
    schema: inlineSchema(schema),
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 255 },
  };
  return [...path, ...query, ...(route.method === 'post' ? [key] : [])];
}

function requestBodyOf(route: Route): Json | null {
  if (route.form) {
    const { field, description } = route.form;
    const schema = {
      type: 'object',
      properties: { [field]: { type: 'string', contentMediaType: 'application/octet-stream', description } },
      required: [field],
      additionalProperties: false,
    };
    return { required: true, content: { 'multipart/form-data': { schema } } };
  }
  if (route.access === 'signed')
    return { required: true, content: { 'application/json': { schema: { type: 'object' } } } };
  if (route.body === null) return null;
  const fields = Object.keys(route.body.shape).length;
  const schema = fields > 0 ? referenceTo(route.body) : { type: 'object', additionalProperties: false };
  return { required: fields > 0, content: { 'application/json': { schema } } };
}

function answersOf(answers: readonly AnswerDescription[]): Json {
  const responses: Record<string, { description: string; content?: Record<string, Json> }> = {};
  for (const { status, description, media = 'application/json', schema } of answers) {
    const known = responses[status];
    const content =
      schema || media !== 'application/json'
        ? { [media]: schema ? { schema: referenceTo(schema) } : {} }
        : {};
    responses[status] = {
      description: known ? `${known.description}; or ${description}` : description,
      content: { ...known?.content, ...content },
    };
  }
  return responses;
}
