import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IdempotencyStore } from '../../../../pipeline/contracts/api/idempotency.ts';
import type { RunView } from '../../../../pipeline/contracts/views.ts';
import { formWith, OPERATOR_KEY, postJson, startApi, type TestApi } from './fixture.ts';
import { MemoryIdempotency } from './memory-idempotency.ts';

const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;

describe('Idempotency-Key on JSON requests', () => {
  let api: TestApi;
  let dataset: string;
  before(async () => {
    api = await startApi();
    dataset = (await api.upload('letters', 'a line')).id;
  });
  after(() => api.close());

  const create = (key: string, name = 'unit', path = '/v1/runs'): Promise<Response> =>
    postJson(`${api.url}${path}`, { name, dataset }, { 'idempotency-key': key });

  it('gives the first answer again to the same request, and does nothing again', async () => {
    const first = await create('k1');
    const count = api.service.madeRuns.count;
    const second = await create('k1');
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal(first.headers.get('idempotency-replayed'), null);
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await second.json(), await first.json());
    assert.equal(api.service.madeRuns.count, count);
  });

  it('refuses the key for another body, another address, another method of saying the same', async () => {
    await create('k2');
    const other = await create('k2', 'other');
    assert.equal(other.status, 422);
    assert.equal(await codeOf(other), 'IDEMPOTENCY_KEY_REUSED');
    const run = (await (await create('k3')).json()) as RunView;
    const headers = { 'idempotency-key': 'k3' };
    const elsewhere = await fetch(`${api.url}/v1/runs/${run.id}/cancel`, { method: 'POST', headers });
    assert.equal(await codeOf(elsewhere), 'IDEMPOTENCY_KEY_REUSED');
  });

  it('says so while the first request is being worked on, and does it once', async () => {
    const before = api.service.madeRuns.count;
    const { create: original } = api.service.runs;
    let go: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => {
      go = resolve;
    });
    Object.assign(api.service.runs, {
      create: async (...call: Parameters<typeof original>) => {
        await waiting;
        return original(...call);
      },
    });
    const early: Response[] = [];
    const all = Array.from({ length: 8 }, async () => {
      const response = await create('k4');
      early.push(response);
      return response.status;
    });
    while (early.length < 7) await sleep(2);
    assert.equal(await codeOf(early[0]!), 'IDEMPOTENCY_IN_PROGRESS');
    assert.equal(early[0]?.headers.get('retry-after'), '5');
    go();
    const statuses = (await Promise.all(all)).sort();
    Object.assign(api.service.runs, { create: original });
    assert.deepEqual(statuses, [201, ...Array<number>(7).fill(409)]);
    assert.equal(api.service.madeRuns.count, before + 1);
    assert.equal((await create('k4')).headers.get('idempotency-replayed'), 'true');
  });

  it('lets a request that failed be tried again', async () => {
    const { create: original } = api.service.runs;
    Object.assign(api.service.runs, {
      create: async () => {
        throw new Error('the database went away');
      },
    });
    assert.equal((await create('k5')).status, 500);
    Object.assign(api.service.runs, { create: original });
    const again = await create('k5');
    assert.equal(again.status, 201);
    assert.equal(again.headers.get('idempotency-replayed'), null);
  });

  it('refuses keys that are no keys', async () => {
    for (const key of ['', 'two words', 'x'.repeat(256), 'é']) {
      assert.equal((await create(key)).status, 400, key);
    }
    const doubled = new Headers({ 'content-type': 'application/json', 'idempotency-key': 'a' });
    doubled.append('idempotency-key', 'b');
    assert.equal(
      (await fetch(`${api.url}/v1/runs`, { method: 'POST', headers: doubled, body: '{}' })).status,
      400,
    );
  });

  it('answers although the store cannot note the answer down, and logs that', async () => {
    const broken: IdempotencyStore = {
      begin: async () => ({
        state: 'fresh',
        settle: () => Promise.reject(new Error('disk full')),
        release: () => Promise.reject(new Error('disk full')),
      }),
    };
    const other = await startApi({ idempotency: broken });
    const { id } = await other.upload('letters', 'a line');
    const body = { name: 'unit', dataset: id };
    const response = await postJson(`${other.url}/v1/runs`, body, { 'idempotency-key': 'k' });
    assert.equal(response.status, 201);
    assert.equal(other.faults.length, 1);
    const failed = await postJson(
      `${other.url}/v1/runs`,
      { ...body, dataset: 'dsv_none' },
      { 'idempotency-key': 'k' },
    );
    assert.equal(failed.status, 404);
    assert.equal(other.faults.length, 2);
    await other.close();
  });
});

describe('Idempotency-Key and callers', () => {
  it('keeps the keys of callers apart', async () => {
    const keys: string[] = [];
    const memory = new MemoryIdempotency();
    const spy: IdempotencyStore = {
      begin: (key, fingerprint) => {
        keys.push(key);
        return memory.begin(key, fingerprint);
      },
    };
    const [open, closed] = [
      await startApi({ idempotency: spy }),
      await startApi({ idempotency: spy, beyondLoopback: true }),
    ];
    const headers = { 'idempotency-key': 'same', authorization: `Bearer ${OPERATOR_KEY}` };
    await postJson(`${open.url}/v1/runs`, {}, headers);
    await postJson(`${closed.url}/v1/runs`, {}, headers);
    assert.equal(new Set(keys).size, 2);
    assert.ok(keys.every((key) => /^[0-9a-f]{64}$/.test(key)));
    await Promise.all([open.close(), closed.close()]);
  });
});

describe('Idempotency-Key on uploads', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  const upload = (key: string, text: string, filename = 'x.jsonl'): Promise<Response> =>
    fetch(`${api.url}/v1/datasets/letters/versions`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: formWith(text, filename),
    });

  it('gives the first answer again for the same bytes, although the form differs', async () => {
    const first = await upload('u1', 'some bytes');
    const second = await upload('u1', 'some bytes');
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await second.json(), await first.json());
  });

  it('refuses other bytes of the same length under the same key before anything is stored', async () => {
    await upload('u2', 'first bytes');
    const files = await api.service.filesOnDisk();
    const versions = api.service.madeDatasets.count;
    const other = await upload('u2', 'other bytes');
    assert.equal(other.status, 422);
    assert.equal(await codeOf(other), 'IDEMPOTENCY_KEY_REUSED');
    assert.equal((await upload('u2', 'first bytes', 'another-name.jsonl')).status, 422);
    assert.deepEqual((await api.service.filesOnDisk()).sort(), files.sort());
    assert.equal(api.service.madeDatasets.count, versions);
  });

  it('is free again after an upload that failed', async () => {
    const form = formWith('x', 'x', 'wrong');
    const headers = { 'idempotency-key': 'u3' };
    const failed = await fetch(`${api.url}/v1/datasets/letters/versions`, {
      method: 'POST',
      headers,
      body: form,
    });
    assert.equal(failed.status, 400);
    assert.equal((await upload('u3', 'x')).status, 201);
  });
});
