import assert from 'node:assert/strict';
import { routeTable } from '../../../../pipeline/api/routes/table.ts';
import { startApi, type TestApi } from './fixture.ts';
import { rawGet, sendRaw } from './raw-http.ts';

const PATHS = routeTable('0').map(({ method, path }) => ({
  method,
  path: path.replace(/[:*]\w+/g, 'x'),
}));

describe('the host guard', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi({ allowedHosts: ['Touchstone.example', 'other.example:8443'] });
  });
  after(() => api.close());

  const statusFor = async (host: string): Promise<number> =>
    (await rawGet(api.port, '/healthz', { Host: host })).status;

  it('answers to the names of loopback and to those that it was given', async () => {
    for (const host of [
      '127.0.0.1',
      `127.0.0.1:${api.port}`,
      'LocalHost:1',
      '[::1]:80',
      'touchstone.example:99',
      'other.example:8443',
    ]) {
      assert.equal(await statusFor(host), 200, host);
    }
  });

  it('refuses every other name: a page whose name was pointed here is not at home here', async () => {
    const evil = [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'evil.example:80@localhost',
      'localhost@evil.example',
      'localhost:80:80',
      'localhost.',
      'localhost/',
      'localhost#',
      '127.0.0.1.nip.io',
      '0x7f000001',
      '2130706433',
      '0.0.0.0',
      '[::]',
      '[::ffff:7f00:1]',
      'other.example',
      'other.example:8444',
      'xn--lcalhost-54a',
      '',
    ];
    for (const host of evil) assert.equal(await statusFor(host), 421, host);
  });

  it('refuses on every route and for every method', async () => {
    for (const { method, path } of [
      ...PATHS,
      { method: 'options', path: '/v1/runs' },
      { method: 'get', path: '/none' },
    ]) {
      const request = `${method.toUpperCase()} ${path} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
      const answer = await sendRaw(api.port, request);
      assert.equal(answer.status, 421, `${method} ${path}`);
      assert.equal(JSON.parse(answer.body).code, 'HOST_NOT_ALLOWED');
    }
  });

  it('refuses two Host headers, no Host header, and a target that names a host itself', async () => {
    const port = api.port;
    const send = async (lines: string): Promise<number> =>
      (await sendRaw(port, `${lines}\r\nConnection: close\r\n\r\n`)).status;
    assert.equal(await send('GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example'), 400);
    assert.equal(await send('GET /healthz HTTP/1.1'), 400);
    assert.equal(await send('GET /healthz HTTP/1.0'), 421);
    assert.equal(await send('GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost'), 400);
    assert.equal(await send('OPTIONS * HTTP/1.1\r\nHost: localhost'), 400);
  });

  it('takes no word of a proxy for the host', async () => {
    const answer = await rawGet(api.port, '/healthz', {
      Host: 'evil.example',
      'X-Forwarded-Host': 'localhost',
    });
    assert.equal(answer.status, 421);
  });
});

describe('the origin guard', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi({ allowedOrigins: ['https://portal.example'] });
  });
  after(() => api.close());

  const statusFor = async (headers: Record<string, string>, path = '/healthz'): Promise<number> =>
    (await rawGet(api.port, path, headers)).status;

  it('lets programs, its own pages and the origins pass that it was given', async () => {
    assert.equal(await statusFor({}), 200);
    assert.equal(await statusFor({ Origin: `http://127.0.0.1:${api.port}` }), 200);
    assert.equal(await statusFor({ Origin: 'https://portal.example' }), 200);
  });

  it('refuses every other origin, and null', async () => {
    const evil = [
      'null',
      'http://evil.example',
      'http://localhost:1',
      'http://127.0.0.1',
      `https://127.0.0.1:${api.port}`,
      `http://127.0.0.1:${api.port}.evil.example`,
      'https://portal.example.evil.example',
      'http://portal.example',
      'file://',
      'chrome-extension://abc',
      '',
    ];
    for (const origin of evil) assert.equal(await statusFor({ Origin: origin }), 403, origin);
  });

  it('refuses on every route and for every method', async () => {
    for (const { method, path } of [...PATHS, { method: 'options', path: '/v1/runs' }]) {
      const request =
        `${method.toUpperCase()} ${path} HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n` +
        'Content-Length: 0\r\nConnection: close\r\n\r\n';
      assert.equal((await sendRaw(api.port, request)).status, 403, `${method} ${path}`);
    }
  });

  it('refuses what pages of other sites load without an origin, and lets links be followed', async () => {
    assert.equal(await statusFor({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }), 403);
    assert.equal(await statusFor({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }), 200);
    assert.equal(await statusFor({ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'no-cors' }), 200);
  });

  it('never answers with a CORS header', async () => {
    for (const origin of ['https://portal.example', 'http://evil.example', 'null']) {
      const { headers } = await rawGet(api.port, '/v1/runs', { Origin: origin });
      assert.deepEqual(
        Object.keys(headers).filter((name) => name.startsWith('access-control')),
        [],
      );
    }
  });
});

describe('what every answer carries', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  it('is a policy that lets nothing load, run or be framed, and a name for the log', async () => {
    const ids = new Set<string>();
    for (const path of ['/healthz', '/v1/runs', '/nowhere', '/v1/runs/%zz', '/metrics']) {
      const { headers } = await rawGet(api.port, path, { 'X-Request-Id': 'forged' });
      assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'; .*sandbox$/, path);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['x-powered-by'], undefined);
      assert.match(headers['x-request-id'] ?? '', /^req_[\w-]{16}$/);
      ids.add(headers['x-request-id']!);
    }
    assert.equal(ids.size, 5);
  });

  it('is 405 with the allowed methods where the address is right and the method is not', async () => {
    for (const method of ['DELETE', 'PUT', 'PATCH', 'OPTIONS', 'TRACE']) {
      const answer = await sendRaw(
        api.port,
        `${method} /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      assert.equal(answer.status, 405, method);
      assert.equal(answer.headers.allow, 'GET, HEAD, POST');
    }
    assert.equal((await fetch(`${api.url}/v1/runs/run_1/cancel`)).status, 405);
  });

  it('has no body for HEAD', async () => {
    for (const path of ['/healthz', '/metrics', '/openapi.json', '/v1/runs', '/nowhere']) {
      const response = await fetch(`${api.url}${path}`, { method: 'HEAD' });
      assert.equal(await response.text(), '', path);
      assert.equal(response.status, path === '/nowhere' ? 404 : 200);
    }
  });
});
