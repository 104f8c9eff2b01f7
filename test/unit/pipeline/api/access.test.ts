import assert from 'node:assert/strict';
import { createApi } from '../../../../pipeline/api/app.ts';
import { listen } from '../../../../pipeline/api/listen.ts';
import type { Route } from '../../../../pipeline/api/routes/route.ts';
import { routeTable } from '../../../../pipeline/api/routes/table.ts';
import { FakeService } from './fake-service.ts';
import { OPERATOR_KEY, READER_KEY, startApi, type TestApi } from './fixture.ts';
import { MemoryIdempotency } from './memory-idempotency.ts';
import { rawGet } from './raw-http.ts';

const EXAMPLES: Readonly<Record<string, string>> = {
  id: 'run_1',
  name: 'nothing',
  stage: 'train',
  output: 'adapter',
  digest: 'a'.repeat(64),
  version: '1',
  alias: 'candidate',
  path: 'index.html',
  node: 'nothing',
  piece: '0',
};

/** A request that gets as far as the handler. Nothing of the name exists, so a caller who is let in meets 2xx or 404. */
function call(api: TestApi, route: Route, headers: Record<string, string>): Promise<Response> {
  const path = route.path.replace(/[:*](\w+)/g, (_, name: string) => EXAMPLES[name]!);
  return fetch(`${api.url}${route.name === 'addBase' ? '/v1/bases/tiny' : path}`, {
    method: route.method,
    headers,
    redirect: 'manual',
    ...(route.form ? { body: new FormData() } : {}),
  });
}

const CALLERS: readonly { name: string; headers: Record<string, string>; role: Route['access'] }[] = [
  { name: 'no key', headers: {}, role: 'public' },
  { name: 'a wrong key', headers: { authorization: 'Bearer operator-key-012345678' }, role: 'public' },
  { name: 'a blank bearer', headers: { authorization: 'Bearer ' }, role: 'public' },
  { name: 'another scheme', headers: { authorization: `Basic ${btoa(`:${OPERATOR_KEY}`)}` }, role: 'public' },
  { name: 'two keys in one', headers: { authorization: `Bearer x, Bearer ${OPERATOR_KEY}` }, role: 'public' },
  { name: 'a reader', headers: { authorization: `Bearer ${READER_KEY}` }, role: 'reader' },
  { name: 'an operator', headers: { authorization: `bearer ${OPERATOR_KEY}` }, role: 'operator' },
];
/** A key never stands in for a signature, nor for what nodes and leases have. */
const RANK = { public: 0, reader: 1, operator: 2, signed: 3, node: 3, lease: 3 } as const;
const OWN: readonly Route['access'][] = ['signed', 'node', 'lease'];

describe('access beyond loopback', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi({ beyondLoopback: true });
  });
  after(() => api.close());

  for (const caller of CALLERS) {
    it(`lets ${caller.name} call what its role may, and nothing else`, async () => {
      for (const route of routeTable('0')) {
        const response = await call(api, route, caller.headers);
        const body = await response.text();
        const admitted = RANK[caller.role] >= RANK[route.access];
        const refused = caller.role === 'public' || OWN.includes(route.access) ? 401 : 403;
        if (admitted)
          assert.ok(![401, 403].includes(response.status), `${route.name}: ${response.status} ${body}`);
        else assert.equal(response.status, refused, `${route.name}: ${body}`);
        assert.equal(response.headers.has('www-authenticate'), response.status === 401);
      }
      assert.equal(api.service.basesFrom.length, 0);
    });
  }

  it('tells a missing key from a wrong one, and a role that is too small from both', async () => {
    const codes = [];
    for (const headers of [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: `Bearer ${READER_KEY}` },
    ]) {
      const response = await fetch(`${api.url}/v1/runs/run_1/cancel`, { method: 'POST', headers });
      codes.push(((await response.json()) as { code: string }).code);
    }
    assert.deepEqual(codes, ['KEY_MISSING', 'KEY_UNKNOWN', 'KEY_ROLE']);
  });

  it('shows the details of readiness to those who may read', async () => {
    const details = [];
    for (const headers of [{}, { authorization: `Bearer ${READER_KEY}` }] as Record<string, string>[]) {
      const response = await fetch(`${api.url}/readyz`, { headers });
      details.push(((await response.json()) as { checks: { detail: string }[] }).checks[0]?.detail);
    }
    assert.deepEqual(details, ['', '/secret/place']);
  });

  it('takes directories of its own machine only from that machine, and not through a proxy on it', async () => {
    const add = (more: Record<string, string>): Promise<Response> =>
      fetch(`${api.url}/v1/bases/tiny`, {
        method: 'POST',
        headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json', ...more },
        body: '{"from":"/models/tiny"}',
      });
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
      assert.equal((await add({ [header]: '203.0.113.7' })).status, 403, header);
    }
    assert.deepEqual(api.service.basesFrom, []);
    assert.equal((await add({})).status, 200);
    assert.deepEqual(api.service.basesFrom, ['/models/tiny']);
  });

  it('puts the key beside the name in the history, never the key itself', async () => {
    const tree = await api.service.tree({ 'README.md': '# card' });
    api.service.madeModels.publish('signed', tree);
    const response = await fetch(`${api.url}/v1/models/signed/aliases/production`, {
      method: 'POST',
      headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' },
      body: '{"version":1,"by":"the minister","reason":null}',
    });
    assert.equal(response.status, 200);
    const [move] = await api.service.models.history('signed');
    assert.match(move?.by ?? '', /^the minister \(key-[0-9a-f]{12}\)$/);
    assert.ok(!move?.by.includes(OPERATOR_KEY));
  });
});

describe('access on loopback', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  it('needs no key', async () => {
    for (const route of routeTable('0')) {
      const response = await call(api, route, {});
      assert.equal([401, 403].includes(response.status), OWN.includes(route.access), route.name);
    }
  });

  it('still asks those for a key whom a proxy on this machine brings in', async () => {
    const answer = await rawGet(api.port, '/v1/runs', { 'X-Forwarded-For': '203.0.113.7' });
    assert.equal(answer.status, 401);
    assert.equal((await rawGet(api.port, '/v1/runs')).status, 200);
  });
});

describe('starting', () => {
  it('refuses to be reachable without keys', async () => {
    const service = await FakeService.open();
    const options = {
      apiKeys: null,
      allowedHosts: [],
      allowedOrigins: [],
      uploadLimitBytes: 1,
      version: '0',
      idempotency: new MemoryIdempotency(),
      onError: () => undefined,
    };
    assert.throws(() => createApi(service, { ...options, listensBeyondLoopback: true }), {
      code: 'SETTINGS_INVALID',
    });
    const app = createApi(service, { ...options, listensBeyondLoopback: false });
    await assert.rejects(listen(app, { host: '0.0.0.0', port: 0 }), { code: 'SETTINGS_INVALID' });
    await service.close();
  });

  it('says so when the port is taken', async () => {
    const api = await startApi();
    await assert.rejects(startApi({ listen: { port: api.port } }), { code: 'EADDRINUSE' });
    await api.close();
  });
});
