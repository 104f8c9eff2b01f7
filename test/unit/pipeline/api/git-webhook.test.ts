import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { WATCHED, WEBHOOK_SECRET } from './fake-git.ts';
import { startApi, type TestApi } from './fixture.ts';

const PUSH = JSON.stringify({ ref: 'refs/heads/main', head_commit: { message: '更新 資料' } });

describe('webhooks of forges over HTTP', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await startApi({ beyondLoopback: true, limits: { signedBodyBytes: 100_000 } });
  });
  afterEach(() => api.close());

  const send = async (
    body: string,
    more: Record<string, string> = {},
    { name = WATCHED, secret = WEBHOOK_SECRET } = {},
  ): Promise<{ status: number; answer: Record<string, unknown> }> => {
    const response = await fetch(`${api.url}/v1/webhooks/git/${name}`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        ...more,
      },
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };

  it('need no key, but the signature; the bytes are those that were sent', async () => {
    // Spaces and order would not survive being parsed and written again.
    const body = ` ${PUSH.replace(',', ' ,  ')}\n`;
    assert.deepEqual(await send(body), { status: 202, answer: { look: true } });
    assert.deepEqual(api.service.madeGit.received, [body]);
    const other = JSON.stringify({ ref: 'refs/heads/other' });
    assert.deepEqual(await send(other), { status: 202, answer: { look: false } });
  });

  it('are refused alike for a wrong secret, an unknown pipeline and none at all', async () => {
    const answers = [
      await send(PUSH, {}, { secret: 'wrong' }),
      await send(PUSH, {}, { name: 'unknown' }),
      await send(PUSH, { 'x-hub-signature-256': '' }),
    ];
    for (const { status, answer } of answers) {
      assert.equal(status, 401);
      assert.deepEqual(answer, { ...answers[0]!.answer, instance: answer.instance });
    }
    assert.deepEqual(api.service.madeGit.received, []);
  });

  it('are taken in once, also under another name and with a key of their own', async () => {
    assert.equal((await send(PUSH)).status, 202);
    const again = await send(PUSH);
    assert.equal(again.status, 409);
    assert.equal(again.answer.code, 'GIT_DELIVERY_REPLAYED');
    // GitLab sends an Idempotency-Key; whoever has not signed must not get at an answer by it.
    const key = { 'idempotency-key': 'one' };
    assert.equal((await send('{"ref":"refs/heads/main","n":1}', key)).status, 202);
    assert.equal((await send(PUSH, key, { secret: 'wrong' })).status, 401);
  });

  it('are JSON, and not without end', async () => {
    assert.equal(
      (await send('payload=%7B%7D', { 'content-type': 'application/x-www-form-urlencoded' })).status,
      415,
    );
    assert.equal((await send('[', {})).status, 422);
    assert.equal((await send(JSON.stringify({ ref: 'x'.repeat(200_000) }))).status, 413);
  });
});
