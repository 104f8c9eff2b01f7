import assert from 'node:assert/strict';
import { runPageSchema, runSchema } from '../../../../pipeline/contracts/api/run.ts';
import type { Problem } from '../../../../pipeline/contracts/problem.ts';
import { formWith, postJson, startApi, type TestApi } from './fixture.ts';

describe('runs', () => {
  let api: TestApi;
  let dataset: string;
  before(async () => {
    api = await startApi();
    dataset = (await api.upload('letters', 'a line')).id;
  });
  after(() => api.close());

  it('are created, shown and listed, a page at a time', async () => {
    const response = await postJson(`${api.url}/v1/runs`, { name: 'unit', dataset });
    assert.equal(response.status, 201);
    const run = runSchema.parse(await response.json());
    assert.deepEqual([run.trigger.kind, run.trigger.by], ['api', 'local']);
    assert.equal(response.headers.get('location'), `/v1/runs/${run.id}`);
    const shown = await fetch(`${api.url}${response.headers.get('location')}`);
    assert.deepEqual(runSchema.parse(await shown.json()), run);

    for (let more = 0; more < 4; more++) await postJson(`${api.url}/v1/runs`, { name: 'other', dataset });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await fetch(
        `${api.url}/v1/runs?name=other&status=queued&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      const { items, next } = runPageSchema.parse(await page.json());
      seen.push(...items.map(({ id }) => id));
      cursor = next;
    }
    assert.equal(new Set(seen).size, 4);
  });

  it('refuse a cursor that was not given out', async () => {
    for (const cursor of ['nonsense', encodeURIComponent("' OR 1=1"), 'x'.repeat(600)]) {
      assert.equal((await fetch(`${api.url}/v1/runs?cursor=${cursor}`)).status, 400, cursor);
    }
  });

  it('take a spec as an object or as YAML text, and name the faults in either', async () => {
    for (const spec of [{ train: { epochs: 2 } }, 'train:\n  epochs: 2\n']) {
      const response = await postJson(`${api.url}/v1/runs`, { name: 'unit', dataset, spec });
      assert.equal(runSchema.parse(await response.json()).spec.train.epochs, 2);
    }
    for (const spec of [{ train: { epoch: 2 } }, 'train:\n  epoch: 2\n']) {
      const response = await postJson(`${api.url}/v1/runs`, { name: 'unit', dataset, spec });
      assert.equal(response.status, 422);
      const problem = (await response.json()) as Problem;
      assert.equal(problem.errors[0]?.code, 'SPEC_UNKNOWN_FIELD');
      assert.equal(problem.errors[0]?.field, 'train.epoch');
      assert.equal(problem.errors[0]?.advice, 'Did you mean "epochs"?');
    }
  });

  it('are cancelled, resumed and tried again, and refuse what their state does not allow', async () => {
    const run = await api.startRun();
    const act = (action: string): Promise<Response> =>
      fetch(`${api.url}/v1/runs/${run.id}/${action}`, { method: 'POST' });
    assert.equal((await act('resume')).status, 409);
    assert.equal(runSchema.parse(await (await act('cancel')).json()).status, 'cancelled');
    assert.equal((await act('cancel')).status, 409);
    assert.equal(runSchema.parse(await (await act('resume')).json()).status, 'queued');
    const again = await act('retry');
    assert.equal(again.status, 201);
    assert.notEqual(runSchema.parse(await again.json()).id, run.id);
    assert.equal((await postJson(`${api.url}/v1/runs/${run.id}/cancel`, { force: true })).status, 400);
  });

  it('tell what is not there', async () => {
    const codes = [];
    for (const path of [
      'runs/run_none',
      'datasets/none',
      'models/none',
      'models/none/versions/candidate',
      'models/none/history',
    ]) {
      const response = await fetch(`${api.url}/v1/${path}`);
      assert.equal(response.status, 404, path);
      codes.push(((await response.json()) as Problem).code);
    }
    assert.deepEqual(codes, [
      'RUN_NOT_FOUND',
      'DATASET_NOT_FOUND',
      'MODEL_NOT_FOUND',
      'MODEL_NOT_FOUND',
      'MODEL_NOT_FOUND',
    ]);
  });
});

describe('problems', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  const inLanguage = async (
    language: string | null,
    path = '/v1/runs/run_none',
  ): Promise<[Response, Problem]> => {
    const response = await fetch(`${api.url}${path}`, {
      headers: language === null ? {} : { 'accept-language': language },
    });
    return [response, (await response.json()) as Problem];
  };

  it('speak the language that the reader prefers', async () => {
    const [english, chinese] = [
      await inLanguage('en-GB,zh;q=0.4'),
      await inLanguage('fr, zh-TW;q=0.9, en;q=0.8'),
    ];
    assert.equal(english[0].headers.get('content-language'), 'en');
    assert.equal(english[1].title, 'There is no run "run_none".');
    assert.equal(chinese[0].headers.get('content-language'), 'zh-TW');
    assert.equal(chinese[1].title, '沒有「run_none」這個執行。');
    assert.equal(chinese[1].code, english[1].code);
    assert.equal((await inLanguage('xx'))[0].headers.get('content-language'), 'en');
    assert.match(
      (await inLanguage('zh-TW', '/v1/runs?limt=1'))[1].errors[0]?.advice ?? '',
      /您是否要寫「limit」/,
    );
  });

  it('tell a failed run in the language of each reader', async () => {
    const run = await api.startRun();
    api.service.madeRuns.finish(run.id, 'failed', { code: 'TRAINER_DIVERGED', params: { step: 7 } });
    for (const [language, text] of [
      ['en', /no longer a number \(step 7\)/],
      ['zh-TW', /第 7 步/],
    ] as const) {
      const response = await fetch(`${api.url}/v1/runs/${run.id}`, {
        headers: { 'accept-language': language },
      });
      assert.match(runSchema.parse(await response.json()).error?.title ?? '', text);
    }
  });

  it('of our own making are logged under a name that the client is told, and say nothing else', async () => {
    const { show } = api.service.runs;
    Object.assign(api.service.runs, {
      show: async () => {
        throw new Error('postgres://user:hunter2@db/ is down');
      },
    });
    const [response, problem] = await inLanguage('en');
    Object.assign(api.service.runs, { show });
    assert.equal(response.status, 500);
    const id = response.headers.get('x-request-id')!;
    assert.equal((problem as Problem & { instance: string }).instance, `urn:touchstone:request:${id}`);
    assert.ok(!JSON.stringify(problem).includes('hunter2'));
    const [fault] = api.faults.splice(0);
    assert.deepEqual([fault?.requestId, fault?.route, fault?.code], [id, '/v1/runs/:id', 'INTERNAL']);
    assert.match(String(fault?.error), /hunter2/);
  });

  it('of the world outside say when to come back', async () => {
    api.service.checks = [{ name: 'database', status: 'fail', detail: 'down' }];
    const response = await fetch(`${api.url}/readyz`);
    assert.equal(response.status, 503);
    assert.equal(((await response.json()) as { status: string }).status, 'fail');
  });
});

describe('datasets', () => {
  it('are listed with their versions, under names that are safe to show', async () => {
    const api = await startApi();
    const post = async (text: string, filename: string): Promise<string> => {
      const response = await fetch(`${api.url}/v1/datasets/letters/versions`, {
        method: 'POST',
        body: formWith(text, filename),
      });
      return ((await response.json()) as { filename: string }).filename;
    };
    assert.equal(await post('a', '../../x'), 'x');
    assert.equal(await post('b', '..\\..\\C:\\x.csv'), 'x.csv');
    assert.equal(await post('c', '..'), 'upload');
    assert.equal(await post('d', '=cmd|\u202Evsc.jsonl'), '=cmd|vsc.jsonl');
    const versions = await fetch(`${api.url}/v1/datasets/letters/versions?limit=3`);
    const page = (await versions.json()) as { items: { version: number }[]; next: string };
    assert.deepEqual(
      page.items.map(({ version }) => version),
      [4, 3, 2],
    );
    const list = (await (await fetch(`${api.url}/v1/datasets`)).json()) as {
      items: { latest: { version: number } }[];
    };
    assert.equal(list.items[0]?.latest.version, 4);
    await api.close();
  });
});
