import assert from 'node:assert/strict';
import type { IdempotencyClaim } from '../../../../../pipeline/contracts/api/idempotency.ts';
import { DatabaseIdempotency } from '../../../../../pipeline/store/rows/idempotency.ts';
import { onEveryDatabase, unique } from '../databases.ts';

onEveryDatabase('rows of answered requests', (database) => {
  let key: string;
  beforeEach(() => {
    key = unique('key');
  });
  const begin = (fingerprint = 'the request') => new DatabaseIdempotency(database()).begin(key, fingerprint);
  const fresh = async (fingerprint?: string): Promise<IdempotencyClaim & { state: 'fresh' }> => {
    const claim = await begin(fingerprint);
    assert.equal(claim.state, 'fresh');
    return claim as IdempotencyClaim & { state: 'fresh' };
  };
  const age = (interval: string) =>
    database().query(
      `UPDATE touchstone.idempotency SET created_at = now() - interval '${interval}' WHERE key = $1`,
      [key],
    );

  it('give exactly one of 50 simultaneous requests the work', async () => {
    const states = (await Promise.all(Array.from({ length: 50 }, () => begin()))).map(({ state }) => state);
    assert.equal(states.filter((state) => state === 'fresh').length, 1);
    assert.equal(states.filter((state) => state === 'in-progress').length, 49);
  });

  it('replay the answer to the same request, and refuse another under its key', async () => {
    const claim = await fresh();
    assert.equal((await begin('another request')).state, 'conflict');
    const answer = { status: 201, body: { id: 'run_1', name: '公文 \ud842' } };
    await claim.settle(answer);
    assert.deepEqual(await begin(), {
      state: 'replay',
      answer: { status: 201, body: { id: 'run_1', name: '公文 \ufffd' } },
    });
    assert.equal((await begin('another request')).state, 'conflict');
    await claim.release();
    assert.equal((await begin()).state, 'replay', 'what is settled is not released');
  });

  it('replay an answer without a body', async () => {
    await (await fresh()).settle({ status: 204, body: undefined });
    assert.deepEqual(await begin(), { state: 'replay', answer: { status: 204, body: null } });
  });

  it('give the work to the next when it failed', async () => {
    await (await fresh()).release();
    await fresh('another request');
  });

  it('free a claim whose process died, after an hour', async () => {
    await fresh();
    await age('59 minutes');
    assert.equal((await begin()).state, 'in-progress');
    await age('61 minutes');
    await fresh();
  });

  it('keep answers for a day at least, and not for ever', async () => {
    await (await fresh()).settle({ status: 200, body: {} });
    await age('25 hours');
    assert.equal((await begin()).state, 'replay');
    await age('49 hours');
    await fresh();
  });
});
