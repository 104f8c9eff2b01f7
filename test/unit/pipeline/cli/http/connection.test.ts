import assert from 'node:assert/strict';
import { z } from 'zod';
import { request, requestJson } from '../../../../../pipeline/cli/http/connection.ts';
import { RemoteProblem } from '../../../../../pipeline/cli/http/remote-problem.ts';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import { json, ScriptedServer } from './scripted-server.ts';

const schema = z.object({ fine: z.boolean() });
const isCode = (code: string) => (error: unknown) => error instanceof TouchstoneError && error.code === code;

describe('requests to a service', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await ScriptedServer.start((_, response) => json(response, { fine: true }));
  });
  afterEach(() => server.stop());

  it('carry language and key, and give the checked answer', async () => {
    const connection = { ...server.connection, apiKey: 'the-key', language: 'zh-TW' as const };
    assert.deepEqual(await requestJson(connection, '/x', schema), { fine: true });
    const { headers } = server.requests[0]!;
    assert.equal(headers['accept-language'], 'zh-TW');
    assert.equal(headers.authorization, 'Bearer the-key');
  });

  it('throw the problem that the service answers with, known code or not', async () => {
    server.answer((_, response) =>
      json(response, { title: 'No', status: 418, code: 'NEW', advice: 'Wait.' }, 418),
    );
    await assert.rejects(requestJson(server.connection, '/x', schema), (error) => {
      assert.ok(error instanceof RemoteProblem);
      assert.equal(error.problem.code, 'NEW');
      assert.equal(error.problem.advice, 'Wait.');
      assert.deepEqual(error.problem.errors, []);
      return true;
    });
    assert.equal(server.requests.length, 1, 'an answer is never asked for again');
  });

  it('refuse an answer that is not as documented', async () => {
    for (const answer of ['{"fine":"yes"}', '<html>', '']) {
      server.answer((_, response) => response.end(answer));
      await assert.rejects(
        requestJson(server.connection, '/x', schema),
        isCode('CLI_ANSWER_UNEXPECTED'),
        answer,
      );
    }
    server.answer((_, response) => response.writeHead(502).end('<html>Bad gateway'));
    await assert.rejects(requestJson(server.connection, '/x', schema), isCode('CLI_ANSWER_UNEXPECTED'));
  });

  it('follow no redirect, which could carry the key elsewhere', async () => {
    server.answer((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/steal' }).end());
    const connection = { ...server.connection, apiKey: 'the-key' };
    await assert.rejects(
      request(connection, '/x', { method: 'POST', body: {} }),
      isCode('CLI_ANSWER_UNEXPECTED'),
    );
    assert.equal(server.requests.length, 1);
  });

  it('are sent again when no answer came, if that is safe', async () => {
    let broken = 2;
    server.answer((incoming, response) => {
      if (broken-- > 0) incoming.socket.destroy();
      else json(response, { fine: true });
    });
    const post = { method: 'POST' as const, body: {}, idempotencyKey: 'k' };
    assert.deepEqual(await requestJson(server.connection, '/x', schema, post), { fine: true });
    assert.deepEqual(
      server.requests.map((incoming) => incoming.headers['idempotency-key']),
      ['k', 'k', 'k'],
    );
  });

  it('are not sent again when that might do the work twice', async () => {
    server.answer((incoming) => incoming.socket.destroy());
    const post = { method: 'POST' as const, body: {} };
    await assert.rejects(
      requestJson(server.connection, '/x', schema, post),
      isCode('CLI_SERVICE_UNREACHABLE'),
    );
    assert.equal(server.requests.length, 1);
  });

  it('say where nobody answers', async () => {
    const connection = { ...server.connection };
    await server.stop();
    await assert.rejects(requestJson(connection, '/x', schema), (error) => {
      assert.ok(error instanceof TouchstoneError && error.code === 'CLI_SERVICE_UNREACHABLE');
      assert.deepEqual(error.params, { url: connection.url, detail: 'ECONNREFUSED' });
      return true;
    });
    server = await ScriptedServer.start(() => undefined);
  });
});
