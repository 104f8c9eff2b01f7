import assert from 'node:assert/strict';
import { postJson, startApi, type TestApi } from './fixture.ts';
import { MemoryIdempotency } from './memory-idempotency.ts';

describe('unmasking over HTTP', () => {
  let api: TestApi;
  const kept: unknown[] = [];
  class Watched extends MemoryIdempotency {
    override async begin(...call: Parameters<MemoryIdempotency['begin']>) {
      const claim = await super.begin(...call);
      if (claim.state !== 'fresh') return claim;
      const settle: typeof claim.settle = async (answer) => {
        kept.push(answer);
        await claim.settle(answer);
      };
      return { ...claim, settle };
    }
  }
  before(async () => {
    api = await startApi({ idempotency: new Watched() });
  });
  after(() => api.close());

  it('keeps the answer nowhere, not even for its Idempotency-Key', async () => {
    const { id } = await api.startRun();
    const body = { record: 'line:1', by: '林', reason: '回覆當事人', proof: 'a'.repeat(64) };
    const headers = { 'idempotency-key': 'once' };
    for (let turn = 0; turn < 2; turn++) {
      const response = await postJson(`${api.url}/v1/runs/${id}/unmask`, body, headers);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('cache-control') ?? '', /no-store/);
      assert.equal(response.headers.get('idempotency-replayed'), null);
      assert.match(await response.text(), /unmasked in/);
    }
    assert.ok(!JSON.stringify(kept).includes('unmasked in'));
    const malformed = await postJson(`${api.url}/v1/runs/${id}/unmask`, { ...body, proof: 'x' });
    assert.equal(malformed.status, 400);
  });
});
