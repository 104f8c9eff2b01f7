import assert from 'node:assert/strict';
import type { Problem } from '../../../../pipeline/contracts/problem.ts';
import { OPERATOR_KEY, READER_KEY, startApi, type TestApi } from './fixture.ts';

describe('pipelines and triggers over HTTP', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi({ beyondLoopback: true });
  });
  after(() => api.close());

  const call = (path: string, body?: unknown, key = OPERATOR_KEY) =>
    fetch(`${api.url}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const faultsOf = async (response: Response) =>
    ((await response.json()) as Problem).errors.map(({ code, field }) => `${code} ${field}`);
  const YEARLY = { cron: '0 2 1 1 *', tz: 'Asia/Taipei' };

  it('are set by operators, with the key beside the name, and shown to readers', async () => {
    const body = { dataset: 'd', schedule: YEARLY, by: 'alice' };
    assert.equal((await call('pipelines/m', body, READER_KEY)).status, 403);
    const set = (await (await call('pipelines/m', body)).json()) as Record<string, unknown>;
    assert.match(String(set.changedBy), /^alice \(.+\)$/);
    assert.deepEqual(set.schedule, { ...YEARLY, only_if_changed: true });
    const shown = (await (await call('pipelines/m', undefined, READER_KEY)).json()) as Record<
      string,
      unknown
    >;
    assert.deepEqual([shown.name, shown.upload, shown.git, shown.test], ['m', false, null, null]);
    assert.equal((await call('pipelines/none', undefined, READER_KEY)).status, 404);
  });

  it('name every field that is wrong', async () => {
    const wrong = await call('pipelines/m', {
      ...{ dataset: 'D d', schedule: { corn: '* * * * *', tz: 8 }, uplaod: true, by: 'a\nb' },
    });
    assert.equal(wrong.status, 400);
    const faults = (await faultsOf(wrong)).sort();
    assert.deepEqual(faults, [
      'REQUEST_FIELD_MISSING schedule.cron',
      'REQUEST_FIELD_UNKNOWN schedule.corn',
      'REQUEST_FIELD_UNKNOWN uplaod',
      'REQUEST_VALUE by',
      'REQUEST_VALUE dataset',
      'REQUEST_VALUE schedule.tz',
    ]);
  });

  it('start a run, and answer 200 where one does the same work already', async () => {
    await api.upload('d', '{"text":"一"}\n');
    const first = await call('pipelines/m/start', { trigger: { kind: 'jenkins', by: 'ci' } });
    assert.equal(first.status, 201);
    const run = (await first.json()) as { id: string; trigger: { kind: string; by: string } };
    assert.equal(run.trigger.kind, 'jenkins');
    assert.match(run.trigger.by, /^ci \(.+\)$/);
    assert.equal(first.headers.get('location'), `/v1/runs/${run.id}`);
    const { create } = api.service.runs;
    Object.assign(api.service.runs, {
      create: async (...request: Parameters<typeof create>) => {
        const made = await create(...request);
        return { ...made, request: { ...made.request, outcome: 'joined' } };
      },
    });
    assert.equal((await call('pipelines/m/start', {})).status, 200);
    Object.assign(api.service.runs, { create });
  });

  it('take from a client what pulled a trigger, and nothing that could mislead', async () => {
    const { id: dataset } = await api.upload('d', '{"text":"二"}\n');
    const commit = { repository: 'https://git.example/d', branch: null, id: 'a'.repeat(40) };
    const ask = (trigger: object, more: object = {}) =>
      call('runs', { name: 'm', dataset, trigger: { kind: 'jenkins', ...trigger }, ...more });
    const link = 'https://ci.example/job/retrain/7/';
    const asked = await ask({ link, reason: 'nightly', commit }, { key: 'build-7', again: true });
    assert.equal(asked.status, 201, await asked.clone().text());
    const { trigger } = (await asked.json()) as { trigger: Record<string, unknown> };
    assert.deepEqual([trigger.link, trigger.reason, trigger.commit], [link, 'nightly', commit]);
    for (const misleading of [
      { link: 'javascript:alert(1)' },
      { link: 'https://user:secret@ci.example/' },
      { reason: 'two\nlines' },
      { commit: { ...commit, id: 'HEAD' } },
      { due: '2026-01-01T00:00:00Z' },
    ]) {
      assert.equal((await ask(misleading)).status, 400, JSON.stringify(misleading));
    }
    assert.equal((await ask({}, { key: 'a b' })).status, 400);
  });

  it('list what was refused by outcome, and know no other outcomes', async () => {
    assert.deepEqual(await (await call('triggers?outcome=refused', undefined, READER_KEY)).json(), {
      items: [],
      next: null,
    });
    assert.deepEqual(await faultsOf(await call('triggers?outcome=lost')), ['REQUEST_VALUE outcome']);
    assert.equal((await call('triggers/trg_1')).status, 404);
  });
});
