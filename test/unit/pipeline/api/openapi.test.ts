import assert from 'node:assert/strict';
import { templateOf } from '../../../../pipeline/api/openapi/document.ts';
import { routeTable } from '../../../../pipeline/api/routes/table.ts';
import { startApi } from './fixture.ts';

type Json = { readonly [key: string]: Json } & { readonly [index: number]: Json };
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly object[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Json; readonly required: boolean };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

describe('/openapi.json', () => {
  let document: Document;
  let text: string;
  before(async () => {
    const api = await startApi();
    text = await (await fetch(`${api.url}/openapi.json`)).text();
    document = JSON.parse(text) as Document;
    await api.close();
  });

  const operationOf = (name: string): Operation =>
    Object.values(document.paths)
      .flatMap((path) => Object.values(path))
      .find(({ operationId }) => operationId === name)!;

  it('describes every route of the table, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const declared = routeTable('0').map(({ method, path }) => `${method} ${templateOf(path)}`);
    assert.deepEqual(described.sort(), declared.sort());
    assert.equal(document.openapi, '3.1.0');
  });

  it('has no reference that leads nowhere, and no schema that nothing leads to', () => {
    const references = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!));
    for (const reference of references) {
      const steps = reference.replace(/^#\//, '').split('/');
      const target = steps.reduce<unknown>((at, step) => (at as Json | undefined)?.[step], document);
      assert.ok(typeof target === 'object' && target !== null, reference);
    }
    for (const id of Object.keys(document.components.schemas)) {
      assert.ok(references.has(`#/components/schemas/${id}`), `${id} is not used`);
    }
    assert.ok(!/"\$id"|"\$schema"|"\$defs"/.test(text));
  });

  it('names every parameter of each path', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const operation of Object.values(operations)) {
        const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
        assert.deepEqual(declared.map(({ name }) => name).sort(), [...inPath].sort(), operation.operationId);
        assert.ok(declared.every(({ required }) => required));
      }
    }
  });

  it('says what needs a key, what may be left out, and how errors look', () => {
    for (const route of routeTable('0')) {
      const operation = operationOf(route.name);
      assert.equal(
        operation.security.length,
        ['public', 'signed'].includes(route.access) ? 0 : 1,
        route.name,
      );
      assert.ok('default' in operation.responses);
      assert.equal(route.method === 'post', operation.requestBody !== undefined, route.name);
    }
    const list = operationOf('listRuns').parameters;
    assert.deepEqual(
      list.map(({ name, required }) => [name, required]),
      [
        ['cursor', false],
        ['limit', false],
        ['name', false],
        ['status', false],
      ],
    );
    assert.deepEqual(list[1]?.schema, {
      type: 'integer',
      minimum: 1,
      maximum: 200,
      description: 'Items a page; 50 when left out',
    });
    assert.equal(operationOf('getArtifact').parameters.find(({ name }) => name === 'run')?.required, true);
    assert.equal(operationOf('cancelRun').requestBody?.required, false);
    assert.deepEqual(Object.keys(operationOf('uploadDataset').requestBody?.content ?? {}), [
      'multipart/form-data',
    ]);
    assert.deepEqual(Object.keys(operationOf('followRun').responses).sort(), ['200', '204', 'default']);
  });

  it('closes requests to unknown fields and leaves answers open for new ones', () => {
    const { schemas } = document.components;
    assert.equal(schemas.RunRequest?.additionalProperties, false);
    assert.equal(schemas.Run?.additionalProperties, undefined);
    assert.deepEqual(schemas.RunRequest?.required, ['name', 'dataset']);
  });

  it('shows what may stand in a spec', () => {
    const { schemas } = document.components;
    assert.equal(
      JSON.stringify(schemas.SpecDocument?.anyOf?.[0]),
      '{"$ref":"#/components/schemas/PipelineSpecInput"}',
    );
    assert.ok(schemas.PipelineSpecInput?.properties?.train);
    assert.equal(schemas.PipelineSpecInput?.required, undefined);
  });
});
