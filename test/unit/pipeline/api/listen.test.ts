import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, type TestApi } from './fixture.ts';
import { readAnswer, sendRaw } from './raw-http.ts';

describe('listening', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi({ listen: { headersMs: 200 } });
  });
  after(() => api.close());

  it('cuts off those who dribble their headers', async () => {
    const socket = connect(api.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /healthz HTTP/1.1\r\n');
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 20);
    const answer = await readAnswer(socket);
    clearInterval(drip);
    assert.equal(answer.status, 408);
    assert.equal(JSON.parse(answer.body).code, 'REQUEST_TIMEOUT');
  });

  it('refuses headers without end, and bytes that are no HTTP, in the same words as everything else', async () => {
    const large = await sendRaw(
      api.port,
      `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`,
    );
    assert.equal(large.status, 431);
    assert.equal(large.headers['content-type'], 'application/problem+json; charset=utf-8');
    const cases = [
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'GET /healthz HTTP/9.9\r\n\r\n',
      'POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n',
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A : b\r\n\r\n',
      'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: b\x00c\r\n\r\n',
    ];
    for (const request of cases) {
      const answer = await sendRaw(api.port, Buffer.from(request, 'latin1'));
      assert.equal(answer.status, 400, JSON.stringify(request));
      assert.equal(JSON.parse(answer.body).code, 'REQUEST_MALFORMED');
    }
  });

  it('lets a request finish that is being answered when it closes', async () => {
    const other = await startApi();
    const { list } = other.service.runs;
    Object.assign(other.service.runs, {
      list: async (...call: Parameters<typeof list>) => {
        await sleep(100);
        return list(...call);
      },
    });
    const answer = fetch(`${other.url}/v1/runs`);
    await sleep(30);
    await other.close();
    assert.equal((await answer).status, 200);
    await assert.rejects(fetch(`${other.url}/healthz`));
  });

  it('does not wait for ever for a request that does not end', async () => {
    const other = await startApi({ listen: { graceMs: 100 } });
    const socket = connect(other.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      'POST /v1/datasets/a/versions HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n' +
        'Content-Length: 1000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nbeginning',
    );
    await sleep(50);
    await other.close();
    assert.equal(other.service.madeDatasets.count, 0);
  });
});
