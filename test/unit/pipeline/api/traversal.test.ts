import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route } from '../../../../pipeline/api/routes/route.ts';
import { routeTable } from '../../../../pipeline/api/routes/table.ts';
import type { RunView } from '../../../../pipeline/contracts/views.ts';
import { startApi, type TestApi } from './fixture.ts';
import { rawGet, sendRaw } from './raw-http.ts';

const CANARY = 'CANARY-7f3a';

/** Ways of writing "up and out, to canary.txt", as they go over the wire. */
const SPELLINGS: readonly string[] = [
  '../canary.txt',
  '../../canary.txt',
  '../../../../../../canary.txt',
  './../canary.txt',
  'en/../../canary.txt',
  '..%2fcanary.txt',
  '..%2Fcanary.txt',
  '%2e%2e/canary.txt',
  '%2e%2e%2fcanary.txt',
  '%2E%2E%2Fcanary.txt',
  '.%2e/canary.txt',
  '%2e./canary.txt',
  '..%252fcanary.txt',
  '%252e%252e%252fcanary.txt',
  '%25252e%25252e%25252fcanary.txt',
  '..\\canary.txt',
  '..%5ccanary.txt',
  '..%5C..%5Ccanary.txt',
  '%2e%2e%5ccanary.txt',
  '..%255ccanary.txt',
  '....//canary.txt',
  '....%2f%2fcanary.txt',
  '..;/canary.txt',
  '..%3b/canary.txt',
  '%c0%ae%c0%ae/canary.txt',
  '%c0%ae%c0%ae%c0%afcanary.txt',
  '%e0%80%ae%e0%80%ae/canary.txt',
  '%uff0e%uff0e/canary.txt',
  '%ef%bc%8e%ef%bc%8e%ef%bc%8fcanary.txt',
  '..%00/canary.txt',
  'index.html%00../canary.txt',
  '../canary.txt%00.html',
  '..%0acanary.txt',
  '..%0d%0a/canary.txt',
  '//canary.txt',
  '%2fcanary.txt',
  '%2f%2f%2fcanary.txt',
  'file:canary.txt',
  'file:%2f%2f%2fcanary.txt',
  'C:%5ccanary.txt',
  '~/canary.txt',
  '%7e/canary.txt',
  '..%c1%9ccanary.txt',
  '..%u2215canary.txt',
  '..%e2%88%95canary.txt',
  '/proc/self/environ',
  '%2fproc%2fself%2fenviron',
  '..',
  '.',
  '%2e%2e',
];

describe('path parameters', function () {
  // Some thousand requests.
  this.timeout(60_000);
  let api: TestApi;
  let run: RunView;

  before(async () => {
    api = await startApi();
    // Around the store: where a step up from anything in it would come out.
    const { directory } = api.service;
    for (const place of ['', 'artifacts', 'artifacts/blobs', 'artifacts/trees']) {
      await mkdir(join(directory, place), { recursive: true });
      await writeFile(join(directory, place, 'canary.txt'), CANARY);
    }
    run = await api.startRun();
    const tree = await api.service.tree({ 'index.html': '<p>report', 'en.html': '<p>report' });
    api.service.madeRuns.finishStage(run.id, 'report', { report: tree });
    api.service.madeModels.publish('unit', tree);
  });
  after(() => api.close());

  it(`reads nothing outside and writes nothing anywhere, in ${SPELLINGS.length} spellings of every parameter`, async () => {
    const before = (await readdir(api.service.directory, { recursive: true })).sort();
    const fitting: Readonly<Record<string, string>> = {
      id: run.id,
      name: 'unit',
      stage: 'report',
      output: 'report',
      digest: 'a'.repeat(64),
      version: '1',
      alias: 'candidate',
      path: 'index.html',
      node: 'gpu-1',
      piece: '0',
    };
    for (const route of routeTable('0')) {
      for (const parameter of Object.keys(route.params.shape)) {
        await Promise.all(
          SPELLINGS.map(async (spelling) => {
            const answer = await send(api, route, pathOf(route, { ...fitting, [parameter]: spelling }));
            const what = `${route.name} ${parameter}=${spelling}: ${answer.status}`;
            assert.ok(!answer.body.includes(CANARY), what);
            assert.ok(answer.status >= 400 && answer.status < 500, what);
          }),
        );
      }
    }
    assert.deepEqual((await readdir(api.service.directory, { recursive: true })).sort(), before);
    assert.deepEqual(api.faults, []);
    assert.deepEqual(api.service.basesFrom, []);
    assert.equal(await readFile(join(api.service.directory, 'canary.txt'), 'utf8'), CANARY);
  });

  it('says that a path is not readable when its percent-encoding is broken', async () => {
    for (const path of [
      '/v1/runs/%',
      '/v1/runs/%zz',
      '/v1/datasets/%ff',
      '/v1/models/a/versions/1/files/%e0%a4',
    ]) {
      const answer = await rawGet(api.port, path);
      assert.equal(answer.status, 400, path);
      assert.equal(JSON.parse(answer.body).code, 'REQUEST_PATH');
    }
  });

  it('treats a trailing slash or another case as another address', async () => {
    for (const path of ['/v1/runs/', '/V1/runs', '/v1//runs', '/v1/runs/..', '/healthz/']) {
      const answer = await rawGet(api.port, path);
      assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    }
  });
});

function pathOf(route: Route, values: Readonly<Record<string, string>>): string {
  return route.path.replace(/[:*](\w+)/g, (_, name: string) => values[name]!);
}

function send(api: TestApi, route: Route, path: string): ReturnType<typeof rawGet> {
  if (route.method === 'get') return rawGet(api.port, path);
  const body = route.form
    ? '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nx\r\n--b--\r\n'
    : JSON.stringify({ version: 1, by: 'me', from: '/models' });
  const type = route.form ? 'multipart/form-data; boundary=b' : 'application/json';
  return sendRaw(
    api.port,
    `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n` +
      `Connection: close\r\n\r\n${body}`,
  );
}
