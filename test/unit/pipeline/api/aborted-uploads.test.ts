import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi, type TestApi } from './fixture.ts';
import { readAnswer } from './raw-http.ts';
import { waitUntil } from './wait-until.ts';

const HEAD =
  '--b\r\nContent-Disposition: form-data; name="file"; filename="x.jsonl"\r\n' +
  'Content-Type: application/octet-stream\r\n\r\n';

describe('uploads that are cut off', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi({
      uploadLimitBytes: 64 * 1024 * 1024,
      limits: { uploadStallMs: 150, uploadStallBytes: 1000, lingerMs: 200 },
    });
  });
  after(() => api.close());

  const begin = async (length: number): Promise<Socket> => {
    const socket = connect(api.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      'POST /v1/datasets/letters/versions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n' +
        `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n`,
    );
    return socket;
  };

  it('leave nothing behind, a hundred times over', async () => {
    const descriptors = await openDescriptors();
    const files = await api.service.filesOnDisk();
    let begun = 0;
    const original = api.service.datasets.upload;
    const counted: typeof original = (request) => {
      begun++;
      return original(request);
    };
    Object.assign(api.service.datasets, { upload: counted });
    const abort = async (round: number): Promise<void> => {
      const socket = await begin(1_000_000);
      const sent = HEAD + 'x'.repeat(round * 1500);
      // Some in the head, some at its end, most within the file.
      socket.write(round % 10 === 0 ? HEAD.slice(0, round) : sent);
      if (round % 3 === 0) await sleep(round % 7);
      if (round % 2 === 0) socket.resetAndDestroy();
      else socket.destroy();
      await once(socket, 'close');
    };
    for (let start = 0; start < 100; start += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, index) => abort(start + index)));
    }
    await waitUntil(async () => {
      const now = await api.service.filesOnDisk();
      return now.length === files.length && (await openDescriptors()) <= descriptors + 3;
    });
    Object.assign(api.service.datasets, { upload: original });
    assert.ok(begun >= 40, `${begun} uploads reached the store`);
    assert.deepEqual(await api.service.filesOnDisk(), files);
    assert.equal(api.service.madeDatasets.count, 0);
    assert.deepEqual(api.faults, []);
  });

  it('are refused when they stop arriving', async () => {
    const socket = await begin(1_000_000);
    socket.write(`${HEAD}a beginning`);
    const answer = await readAnswer(socket);
    assert.equal(answer.status, 408);
    assert.equal(JSON.parse(answer.body).code, 'REQUEST_TIMEOUT');
    assert.equal(answer.headers['retry-after'], '5');
    assert.deepEqual(await api.service.filesOnDisk(), []);
  });

  it('are not refused for a store that is slow to take them', async () => {
    const original = api.service.datasets.upload;
    Object.assign(api.service.datasets, {
      upload: async (request: Parameters<typeof original>[0]) => {
        await sleep(600);
        return original(request);
      },
    });
    const content = 'y'.repeat(8 * 1024 * 1024);
    const tail = '\r\n--b--\r\n';
    const socket = await begin(HEAD.length + content.length + tail.length);
    socket.write(HEAD + content + tail);
    const answer = await readAnswer(socket);
    Object.assign(api.service.datasets, { upload: original });
    assert.equal(answer.status, 201, answer.body);
  });

  it('do not go on for ever after they were refused', async () => {
    const socket = await begin(60 * 1024 * 1024);
    socket.on('error', () => undefined);
    socket.write('--b\r\nContent-Disposition: form-data; name="wrong"; filename="x"\r\n\r\nsome content');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    assert.match(chunk.toString(), /^HTTP\/1\.1 400 /);
    const drip = setInterval(() => socket.write('x'.repeat(1000)), 10);
    await once(socket, 'close');
    clearInterval(drip);
  });
});

async function openDescriptors(): Promise<number> {
  return (await readdir('/proc/self/fd').catch(() => [])).length;
}
