import assert from 'node:assert/strict';
import type { Express } from 'express';
import { z } from 'zod';
import { createApi } from '../../../../pipeline/api/app.ts';
import { defineRoute, type Route } from '../../../../pipeline/api/routes/route.ts';
import { routeTable } from '../../../../pipeline/api/routes/table.ts';
import { ACCESS } from '../../../../pipeline/contracts/api/access.ts';
import { FakeService } from './fake-service.ts';
import { MemoryIdempotency } from './memory-idempotency.ts';

interface Layer {
  readonly name: string;
  readonly handle: { readonly stack?: unknown };
  readonly route?: {
    readonly path: string;
    readonly stack: readonly { readonly method?: string; readonly name: string }[];
  };
}

const GUARDS = [
  'requestId',
  'securityHeaders',
  'lingerAfter',
  'checkHost',
  'checkOrigin',
  'refuseAddress',
  'answerFailure',
];

describe('the route table', () => {
  let service: FakeService;
  let layers: readonly Layer[];
  const table = routeTable('0');

  before(async () => {
    service = await FakeService.open();
    const app: Express = createApi(service, {
      listensBeyondLoopback: false,
      apiKeys: null,
      allowedHosts: [],
      allowedOrigins: [],
      uploadLimitBytes: 1,
      version: '0',
      idempotency: new MemoryIdempotency(),
      onError: () => undefined,
    });
    layers = app.router.stack as unknown as Layer[];
  });

  after(() => service.close());

  it('holds every route that the live router serves, and no more', () => {
    const served = layers.flatMap(({ route }) =>
      (route?.stack ?? []).map(({ method, name }) => `${method ?? `any (${name})`} ${route!.path}`),
    );
    const declared = table.map((route) => `${route.method} ${route.path}`);
    const refusals = [...new Set(table.map(({ path }) => `any (methodNotAllowed) ${path}`))];
    assert.deepEqual([...served].sort(), [...declared, ...refusals].sort());
  });

  it('is the only thing behind the guards: no router or app is mounted beside it', () => {
    const others = layers.filter(({ route }) => route === undefined);
    assert.deepEqual(
      others.map(({ name }) => name),
      GUARDS,
    );
    assert.ok(others.every(({ handle }) => handle.stack === undefined));
  });

  it('gives every route a policy, a name of its own and a described answer', () => {
    for (const route of table) {
      assert.ok(ACCESS.includes(route.access), route.name);
      assert.ok(route.summary !== '' && route.answers.length > 0, route.name);
    }
    assert.equal(new Set(table.map(({ name }) => name)).size, table.length);
  });

  it('opens nothing to the public but what has no data in it', () => {
    const open = table.filter(({ access }) => access === 'public').map(({ path }) => path);
    assert.deepEqual(open, ['/healthz', '/readyz', '/openapi.json']);
  });

  it('changes nothing by GET and lets only operators change things', () => {
    for (const route of table) {
      if (route.method === 'get') assert.equal(route.body ?? route.form, null, route.name);
      else assert.ok(['operator', 'signed', 'node', 'lease'].includes(route.access), route.name);
    }
  });

  it('lets a signature stand in for a key where forges send webhooks, and nowhere else', () => {
    const signed = table.filter(({ access }) => access === 'signed').map(({ path }) => path);
    assert.deepEqual(signed, ['/v1/webhooks/git/:name']);
  });

  it('declares every parameter of a path, and none that is not in it', () => {
    for (const route of table) {
      const inPath = [...route.path.matchAll(/[:*](\w+)/g)].map((match) => match[1]);
      assert.deepEqual(Object.keys(route.params.shape).sort(), inPath.sort(), route.name);
    }
  });
});

describe('defineRoute', () => {
  const declaration = {
    name: 'x',
    summary: 'x',
    path: '/x',
    answers: [{ status: 200, description: 'x' }],
    handle: async () => ({ kind: 'nothing' }),
  } as const;
  const define = (more: object): Route => defineRoute({ ...declaration, ...more } as never);

  it('refuses a route without an access policy', () => {
    assert.throws(() => define({ method: 'get' }), /no access policy/);
    assert.throws(() => define({ method: 'get', access: 'everyone' }), /no access policy/);
  });

  it('refuses a GET that takes a body and a POST that readers may send', () => {
    assert.throws(
      () => define({ method: 'get', access: 'reader', body: z.strictObject({}) }),
      /GET with a body/,
    );
    assert.throws(() => define({ method: 'post', access: 'reader' }), /lets readers change/);
  });
});
