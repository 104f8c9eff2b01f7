import assert from 'node:assert/strict';
import { startApi, type TestApi } from './fixture.ts';

describe('pages about several runs or versions', () => {
  let api: TestApi;
  let runs: readonly string[];

  before(async () => {
    api = await startApi();
    api.service.madeModels.publish('m', await api.service.tree({ 'README.md': 'm' }));
    runs = [(await api.startRun()).id, (await api.startRun()).id];
  });
  after(() => api.close());

  const get = (path: string, language = 'en') =>
    fetch(`${api.url}${path}`, { redirect: 'manual', headers: { 'accept-language': language } });

  it("lead to the page in the reader's language", async () => {
    const location = async (path: string, language: string) =>
      (await get(path, language)).headers.get('location');
    assert.equal(await location('/v1/models/m/overview', 'en'), '/v1/models/m/overview/en.html');
    const pair = runs.join(',');
    assert.equal(await location(`/v1/comparisons/${pair}`, 'zh-TW'), `/v1/comparisons/${pair}/index.html`);
  });

  it('are shown under the policy of report pages', async () => {
    for (const path of ['/v1/models/m/overview/index.html', `/v1/comparisons/${runs.join(',')}/index.html`]) {
      const response = await get(path);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-security-policy')!, /default-src 'none'.*sandbox/);
      assert.match(response.headers.get('content-type')!, /text\/html/);
    }
  });

  it('say what is missing or cannot be compared', async () => {
    const code = async (path: string) => ((await (await get(path)).json()) as { code: string }).code;
    assert.equal(await code('/v1/models/nobody/overview'), 'MODEL_NOT_FOUND');
    assert.equal(await code('/v1/models/m/overview/other.html'), 'FILE_NOT_FOUND');
    assert.equal(await code(`/v1/comparisons/${runs[0]}/index.html`), 'REQUEST_INVALID');
    assert.equal(await code(`/v1/comparisons/${runs[0]},${runs[0]}/index.html`), 'REQUEST_INVALID');
    assert.equal(await code(`/v1/comparisons/${runs[0]},run_none/index.html`), 'RUN_NOT_FOUND');
  });
});
