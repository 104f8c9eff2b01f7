import assert from 'node:assert/strict';
import type { Problem } from '../../../../pipeline/contracts/problem.ts';
import { postJson, startApi, type TestApi } from './fixture.ts';
import { sendRaw } from './raw-http.ts';

describe('JSON requests', () => {
  let api: TestApi;
  let dataset: string;
  before(async () => {
    api = await startApi({ limits: { bodyMs: 200, bodyBytes: 100_000 } });
    dataset = (await api.upload('letters', 'a line')).id;
  });
  after(() => api.close());

  const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem;
  const runs = (): string => `${api.url}/v1/runs`;
  const postText = (body: BodyInit, type = 'application/json'): Promise<Response> =>
    fetch(runs(), { method: 'POST', headers: { 'content-type': type }, body });
  const codeFor = async (body: BodyInit, type?: string): Promise<string> =>
    (await problemOf(await postText(body, type))).code;

  it('name every fault with its field, what was expected, what was found, and advice', async () => {
    const response = await postJson(runs(), {
      name: 'No Good',
      dataset: 7,
      test: null,
      trigger: { kind: 'cron', by: 'me' },
    });
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    const problem = await problemOf(response);
    assert.equal(problem.code, 'REQUEST_INVALID');
    assert.equal(problem.title, 'The request has 3 fault(s).');
    const faults = problem.errors.map(({ code, file, field, found }) => ({ code, file, field, found }));
    assert.deepEqual(faults, [
      { code: 'REQUEST_VALUE', file: 'body', field: 'name', found: '"No Good"' },
      { code: 'REQUEST_VALUE', file: 'body', field: 'dataset', found: '7' },
      { code: 'REQUEST_VALUE', file: 'body', field: 'trigger.kind', found: '"cron"' },
    ]);
    assert.equal(problem.errors[1]?.expected, 'string');
    assert.equal(problem.errors[2]?.expected, 'upload | api | cli | jenkins | git | schedule');
    assert.ok(problem.errors.every(({ advice }) => advice !== ''));
  });

  it('refuse unknown fields, with the near one where there is one', async () => {
    const body = {
      name: 'unit',
      datset: dataset,
      dataset,
      trigger: { kind: 'api', bye: 'x' },
      status: 'succeeded',
    };
    const problem = await problemOf(await postJson(runs(), body));
    const told = problem.errors.map(({ code, field, advice }) => `${code} ${field}: ${advice}`);
    assert.deepEqual(told, [
      'REQUEST_FIELD_UNKNOWN trigger.bye: Did you mean "by"?',
      'REQUEST_FIELD_UNKNOWN datset: Did you mean "dataset"?',
      'REQUEST_FIELD_NOT_ALLOWED status: Leave it out. Fields allowed here: name, dataset, test, spec, trigger, key, again.',
    ]);
    assert.equal(api.service.madeRuns.count, 0);
  });

  it('refuse unknown and doubled fields in a query', async () => {
    const unknown = await problemOf(await fetch(`${runs()}?limt=5`));
    assert.equal(unknown.errors[0]?.advice, 'Did you mean "limit"?');
    assert.equal(unknown.errors[0]?.file, 'query');
    const doubled = await problemOf(await fetch(`${runs()}?limit=5&limit=6`));
    assert.deepEqual(
      doubled.errors.map(({ field, expected }) => [field, expected]),
      [['limit', 'once']],
    );
    assert.equal((await fetch(`${runs()}?__proto__=1&constructor=2`)).status, 400);
  });

  it('say what is missing', async () => {
    const problem = await problemOf(await postJson(runs(), {}));
    assert.deepEqual(
      problem.errors.map(({ code, field }) => `${code} ${field}`),
      ['REQUEST_FIELD_MISSING name', 'REQUEST_FIELD_MISSING dataset'],
    );
  });

  it('take no odd numbers', async () => {
    for (const limit of [
      'NaN',
      'Infinity',
      '-0.5',
      '0',
      '201',
      '1e309',
      '-1',
      '1.5',
      '',
      '[]',
      '9007199254740993',
    ]) {
      assert.equal((await fetch(`${runs()}?limit=${limit}`)).status, 400, limit);
    }
    for (const version of [
      '"1"',
      '[1]',
      'true',
      '1.5',
      '0',
      '-1',
      '1e309',
      '9007199254740993',
      'null',
      '{}',
    ]) {
      const response = await fetch(`${api.url}/v1/models/unit/aliases/production`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"version":${version},"by":"me","reason":null}`,
      });
      assert.equal(response.status, 400, version);
    }
  });

  it('take objects and lists nowhere that a text belongs', async () => {
    for (const name of [{ $ne: '' }, ['unit'], null, true, 1]) {
      assert.equal((await postJson(runs(), { name, dataset })).status, 400, JSON.stringify(name));
    }
  });

  it('refuse bodies that are not one JSON object in UTF-8', async () => {
    for (const body of ['{', '{"name":}', 'null x', "{'a':1}", '{"a":1}{"b":2}', '\uFFFE{}']) {
      assert.equal(await codeFor(body), 'REQUEST_JSON', body);
    }
    assert.equal(await codeFor(new Uint8Array([0x7b, 0xff, 0x7d])), 'REQUEST_JSON');
    for (const body of ['null', '[]', '"text"', '42', 'true']) {
      assert.equal(await codeFor(body), 'REQUEST_INVALID', body);
    }
  });

  it('refuse bodies that nest deeply or hold very much, without falling over', async () => {
    const deep = `{"spec":${'{"a":'.repeat(30)}1${'}'.repeat(31)}`;
    assert.equal(await codeFor(deep), 'REQUEST_TOO_COMPLEX');
    assert.equal(await codeFor('['.repeat(90_000)), 'REQUEST_JSON');
    assert.equal(await codeFor('['.repeat(40_000) + ']'.repeat(40_000)), 'REQUEST_TOO_COMPLEX');
    assert.equal(await codeFor(`[${'1,'.repeat(20_000)}1]`), 'REQUEST_TOO_COMPLEX');
  });

  it('refuse large bodies, announced or not, and still answer', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(5_000_000) });
    const announced = await postText(large);
    assert.equal(announced.status, 413);
    assert.equal((await problemOf(announced)).code, 'REQUEST_TOO_LARGE');
    const head =
      'POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n';
    const chunk = `${(50_000).toString(16)}\r\n${'x'.repeat(50_000)}\r\n`;
    const unannounced = await sendRaw(
      api.port,
      `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(4)}`,
    );
    assert.equal(unannounced.status, 413);
  });

  it('refuse a body that does not arrive', async () => {
    const answer = await sendRaw(
      api.port,
      'POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{',
    );
    assert.equal(answer.status, 408);
  });

  it('are refused in the forms that any page can send across sites', async () => {
    const before = api.service.madeRuns.count;
    const body = JSON.stringify({ name: 'unit', dataset });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
      'application/json2',
      'application/json; charset=utf-16',
      'application/ld+json',
    ]) {
      const response = await postText(body, type);
      assert.equal(response.status, 415, type);
    }
    const run = await api.startRun();
    const form = new URLSearchParams({ a: '' });
    assert.equal((await fetch(`${runs()}/${run.id}/cancel`, { method: 'POST', body: form })).status, 415);
    assert.equal(api.service.madeRuns.count, before + 1);
    assert.equal((await fetch(`${runs()}/${run.id}/cancel`, { method: 'POST' })).status, 200);
  });

  it('take no compressed bodies: there is nothing to unpack', async () => {
    const response = await fetch(runs(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: 'x',
    });
    assert.equal(response.status, 415);
    assert.equal((await problemOf(response)).code, 'REQUEST_CONTENT_ENCODING');
  });

  it('leave no mark on Object.prototype', async () => {
    for (const body of [
      '{"__proto__":{"polluted":1},"name":"unit","dataset":"x"}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      `{"name":"unit","dataset":"${dataset}","spec":{"__proto__":{"polluted":1}}}`,
      `{"name":"unit","dataset":"${dataset}","spec":{"constructor":{"prototype":{"polluted":1}}}}`,
    ]) {
      const response = await postText(body);
      assert.ok(response.status < 500, body);
      assert.equal(({} as { polluted?: number }).polluted, undefined);
    }
  });
});
