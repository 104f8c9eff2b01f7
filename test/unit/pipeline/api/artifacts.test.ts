import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RunView } from '../../../../pipeline/contracts/views.ts';
import { startApi, type TestApi } from './fixture.ts';

const PAGES = {
  'index.html': '<!doctype html><p>報告',
  'en.html': '<!doctype html><p>report',
  'report.css': 'p { color: red }',
  'charts/confusion.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  'report.json': '{"a":1}',
  'junit.xml': '<testsuite/>',
};

describe('reports', () => {
  let api: TestApi;
  let run: RunView;
  before(async () => {
    api = await startApi();
    run = await api.startRun();
  });
  after(() => api.close());

  const open = (path = '', headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${api.url}/v1/runs/${run.id}/report${path}`, { headers, redirect: 'manual' });

  it('are not there before their stage is done', async () => {
    for (const path of ['', '/index.html']) {
      const response = await open(path);
      assert.equal(response.status, 404);
      assert.equal(((await response.json()) as { code: string }).code, 'REPORT_NOT_READY');
    }
    api.service.madeRuns.finishStage(run.id, 'report', { report: await api.service.tree(PAGES) });
  });

  it('open in the language of the reader', async () => {
    const location = async (language?: string): Promise<string | null> =>
      (await open('', language === undefined ? {} : { 'accept-language': language })).headers.get('location');
    assert.equal(await location(), `/v1/runs/${run.id}/report/index.html`);
    assert.equal(await location('zh-Hant-TW,zh;q=0.9'), `/v1/runs/${run.id}/report/index.html`);
    assert.equal(await location('en-US,en;q=0.9'), `/v1/runs/${run.id}/report/en.html`);
    const followed = await fetch(`${api.url}/v1/runs/${run.id}/report`, {
      headers: { 'accept-language': 'en' },
    });
    assert.equal(await followed.text(), PAGES['en.html']);
  });

  it('show pages, sheets and pictures under a policy in which nothing runs', async () => {
    const media = {
      'index.html': 'text/html; charset=utf-8',
      'report.css': 'text/css; charset=utf-8',
      'charts/confusion.svg': 'image/svg+xml; charset=utf-8',
    };
    for (const [path, type] of Object.entries(media)) {
      const response = await open(`/${path}`);
      assert.equal(await response.text(), PAGES[path as keyof typeof PAGES]);
      assert.equal(response.headers.get('content-type'), type);
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
      assert.match(response.headers.get('content-disposition') ?? '', /^inline; /);
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /^default-src 'none'; img-src 'self'; style-src 'self'; /);
      assert.match(policy, /sandbox(?!.*allow-scripts)/);
    }
  });

  it('hand out everything else as something to save', async () => {
    for (const path of ['report.json', 'junit.xml']) {
      const response = await open(`/${path}`);
      assert.equal(response.headers.get('content-type'), 'application/octet-stream');
      assert.match(response.headers.get('content-disposition') ?? '', /^attachment; /);
      assert.match(response.headers.get('content-security-policy') ?? '', /sandbox$/);
    }
  });

  it('hold no other files than their own', async () => {
    for (const path of ['/nothing.html', '/charts', '/charts/', '/CHARTS/confusion.svg', '/index.html/']) {
      assert.equal((await open(path)).status, 404, path);
    }
  });

  it('answer HEAD with the length and without the bytes', async () => {
    const response = await fetch(`${api.url}/v1/runs/${run.id}/report/report.css`, { method: 'HEAD' });
    assert.equal(response.headers.get('content-length'), String(PAGES['report.css'].length));
    assert.equal(await response.text(), '');
  });
});

describe('artifacts', () => {
  let api: TestApi;
  let run: RunView;
  const findings = '{"record":"line:1"}\n';
  const adapter = { 'adapter_model.safetensors': 'weights', 'nested/tokenizer.json': '{}' };
  before(async () => {
    api = await startApi();
    run = await api.startRun();
    const blob = await api.service.artifacts.putBytes(findings);
    api.service.madeRuns.finishStage(run.id, 'refine', { findings: blob, nothing: null });
    api.service.madeRuns.finishStage(run.id, 'train', { adapter: await api.service.tree(adapter) });
  });
  after(() => api.close());

  it('of a run are listed by stage and output', async () => {
    const response = await fetch(`${api.url}/v1/runs/${run.id}/artifacts`);
    const { items } = (await response.json()) as {
      items: { stage: string; output: string; artifact: { kind: string } }[];
    };
    assert.deepEqual(
      items.map(({ stage, output, artifact }) => `${stage} ${output} ${artifact.kind}`),
      ['refine findings blob', 'train adapter tree'],
    );
  });

  it('come as files to save, and trees as lists', async () => {
    const blob = await fetch(`${api.url}/v1/runs/${run.id}/stages/refine/findings`);
    assert.equal(await blob.text(), findings);
    assert.equal(blob.headers.get('content-type'), 'application/octet-stream');
    assert.match(
      blob.headers.get('content-disposition') ?? '',
      /^attachment; filename="run_\w+-refine-findings";/,
    );
    const tree = await fetch(`${api.url}/v1/runs/${run.id}/stages/train/adapter`);
    const { files } = (await tree.json()) as { files: { path: string }[] };
    assert.deepEqual(
      files.map(({ path }) => path),
      Object.keys(adapter),
    );
    for (const path of ['refine/nothing', 'refine/other', 'gate/findings', 'nonsense/findings']) {
      const { status } = await fetch(`${api.url}/v1/runs/${run.id}/stages/${path}`);
      assert.equal(status, path.startsWith('nonsense') ? 400 : 404, path);
    }
  });

  it('come by digest for the run that made them, whole or a file of a tree', async () => {
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    const byDigest = (name: string, of = run.id): Promise<Response> =>
      fetch(`${api.url}/v1/artifacts/${name}?run=${of}`);
    assert.equal(await (await byDigest(digest(findings))).text(), findings);
    assert.equal(await (await byDigest(digest('weights'))).text(), 'weights');
    // The upload lies in the same store and belongs to no output.
    assert.equal((await byDigest(run.dataset.digest)).status, 404);
    assert.equal((await byDigest('0'.repeat(64))).status, 404);
    assert.equal((await byDigest(digest(findings), 'run_none')).status, 404);
    assert.equal((await fetch(`${api.url}/v1/artifacts/${digest(findings)}`)).status, 400);
    for (const wrong of ['0'.repeat(63), 'A'.repeat(64), `${'0'.repeat(63)}g`, 'sha256:00']) {
      assert.equal((await byDigest(wrong)).status, 400, wrong);
    }
  });

  it('that are missing from the store are an error, and a stream that breaks does not look whole', async () => {
    const { openStream } = api.service.artifacts;
    Object.assign(api.service.artifacts, {
      openStream: async () =>
        Readable.from(
          (async function* () {
            yield Buffer.from('half');
            throw new Error('the disk broke');
          })(),
        ),
    });
    await assert.rejects(async () =>
      (await fetch(`${api.url}/v1/runs/${run.id}/stages/refine/findings`)).text(),
    );
    Object.assign(api.service.artifacts, { openStream });
    assert.equal(api.faults.length, 1);
  });
});

describe('models', () => {
  let api: TestApi;
  const files = { 'README.md': '# 卡', 'adapter/adapter_config.json': '{}', 'adapter/名稱 (x).txt': 'x' };
  before(async () => {
    api = await startApi();
    const tree = await api.service.tree(files);
    api.service.madeModels.publish('unit', tree);
    api.service.madeModels.publish('unit', tree);
  });
  after(() => api.close());

  const get = async (path: string): Promise<Response> => fetch(`${api.url}/v1/models${path}`);
  const move = (path: string, body: object): Promise<Response> =>
    fetch(`${api.url}/v1/models/unit/aliases/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('are shown by number and by alias', async () => {
    const { items } = (await (await get('')).json()) as { items: { name: string; version: number }[] };
    assert.deepEqual(
      items.map(({ name, version }) => `${name} ${version}`),
      ['unit 2'],
    );
    const versions = (await (await get('/unit?limit=1')).json()) as { items: unknown[]; next: string | null };
    assert.equal(versions.items.length, 1);
    assert.notEqual(versions.next, null);
    for (const version of ['2', 'candidate']) {
      assert.equal(
        ((await (await get(`/unit/versions/${version}`)).json()) as { version: number }).version,
        2,
      );
    }
    for (const wrong of ['0', '-1', 'latest', '1.5', ''])
      assert.notEqual((await get(`/unit/versions/${wrong}`)).status, 200);
  });

  it('are promoted and rolled back, by name and with history', async () => {
    assert.equal((await move('production', { version: 1, by: '王小明', reason: 'first' })).status, 200);
    assert.equal((await move('production', { version: 2, by: 'me' })).status, 200);
    const back = await move('production/rollback', { by: 'me', reason: 'worse' });
    assert.equal(((await back.json()) as { version: number }).version, 1);
    const { items } = (await (await get('/unit/history')).json()) as {
      items: { kind: string; by: string; to: number }[];
    };
    const [last, , first] = items;
    assert.deepEqual([last?.kind, last?.to, first?.by], ['rollback', 1, '王小明']);
    assert.equal((await move('production', { version: 9, by: 'me' })).status, 404);
    assert.equal((await move('staging', { version: 1, by: 'me' })).status, 400);
    for (const by of ['', 'a\nb', 'x'.repeat(201), undefined]) {
      assert.equal((await move('production', { version: 1, by })).status, 400, String(by));
    }
  });

  it('can be taken away file by file', async () => {
    const list = (await (await get('/unit/versions/candidate/files')).json()) as {
      files: { path: string; digest: string }[];
    };
    assert.deepEqual(list.files.map(({ path }) => path).sort(), Object.keys(files).sort());
    for (const { path, digest } of list.files) {
      const response = await get(
        `/unit/versions/2/files/${path.split('/').map(encodeURIComponent).join('/')}`,
      );
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.equal(createHash('sha256').update(bytes).digest('hex'), digest);
      assert.match(
        response.headers.get('content-disposition') ?? '',
        /^attachment; filename="[ -~]+"; filename\*=UTF-8''/,
      );
      assert.equal(response.headers.get('content-type'), 'application/octet-stream');
    }
    assert.equal((await get('/unit/versions/2/files/adapter%2Fadapter_config.json')).status, 400);
  });
});

describe('bases', () => {
  it('are listed and brought in', async () => {
    const api = await startApi();
    const list = (await (await fetch(`${api.url}/v1/bases`)).json()) as { items: { id: string }[] };
    assert.deepEqual(
      list.items.map(({ id }) => id),
      ['tiny'],
    );
    const add = (id: string, body: object): Promise<Response> =>
      fetch(`${api.url}/v1/bases/${id}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    assert.equal((await add('tiny', { from: '/models/tiny' })).status, 200);
    assert.equal((await add('tinny', { from: '/models/tiny' })).status, 422);
    for (const from of ['', 'a\0b', 7]) assert.equal((await add('tiny', { from })).status, 400);
    await api.close();
  });
});
