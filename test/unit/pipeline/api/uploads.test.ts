import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { DatasetVersionView } from '../../../../pipeline/contracts/views.ts';
import { formWith, startApi, type TestApi } from './fixture.ts';
import { type RawAnswer, sendRaw } from './raw-http.ts';
import { waitUntil } from './wait-until.ts';

const LIMIT = 256 * 1024;

describe('uploads', () => {
  let api: TestApi;
  before(async () => {
    api = await startApi({ uploadLimitBytes: LIMIT });
  });
  after(() => api.close());

  const post = (
    body: BodyInit,
    headers: Record<string, string> = {},
    name = 'letters',
    query: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${api.url}/v1/datasets/${name}/versions?${new URLSearchParams(query)}`, {
      method: 'POST',
      body,
      headers,
    });

  const postRaw = (body: string | Buffer, headers = ''): Promise<RawAnswer> => {
    const bytes = Buffer.from(body);
    const head =
      'POST /v1/datasets/letters/versions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n' +
      `Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${bytes.length}\r\n${headers}\r\n`;
    return sendRaw(api.port, Buffer.concat([Buffer.from(head), bytes]));
  };

  /** Nothing new on disk, whole or half, and no new version. */
  const leavesNothing = async (work: () => Promise<void>): Promise<void> => {
    const files = await api.service.filesOnDisk();
    const versions = api.service.madeDatasets.count;
    await work();
    await waitUntil(async () => (await api.service.filesOnDisk()).length === files.length);
    assert.deepEqual((await api.service.filesOnDisk()).sort(), files.sort());
    assert.equal(api.service.madeDatasets.count, versions);
  };

  it('stores the bytes as they are and answers with their version', async () => {
    const text = '{"text":"公文","label":"民政"}\n'.repeat(1000);
    const response = await post(formWith(text, '公文.jsonl'));
    assert.equal(response.status, 201);
    const version = (await response.json()) as DatasetVersionView;
    assert.equal(version.digest, createHash('sha256').update(text).digest('hex'));
    assert.equal(version.bytes, Buffer.byteLength(text));
    assert.equal(version.filename, '公文.jsonl');
    assert.equal((await api.service.artifacts.readBytes(version.digest)).toString(), text);
    const again = (await (await post(formWith(text))).json()) as DatasetVersionView;
    assert.equal(again.id, version.id);
  });

  it('hands on how the file is to be read, and says so in its answer', async () => {
    const query = { map: 'text=內容,label=承辦單位', encoding: 'big5', sheet: '工作表2' };
    const answer = await post(formWith('a', '來文.xlsx'), {}, 'read-as', query);
    assert.equal(answer.status, 201);
    const { reading } = (await answer.json()) as DatasetVersionView;
    const columns = { text: '內容', label: '承辦單位' };
    assert.deepEqual(reading, { columns, encoding: 'big5', sheet: '工作表2' });
    const wrong = await post(formWith('b'), {}, 'read-as', { encoding: 'latin1' });
    assert.equal(wrong.status, 400);
    const field = await post(formWith('b'), {}, 'read-as', { map: 'txt=內容' });
    assert.equal(((await field.json()) as { code: string }).code, 'INPUT_MAP_TARGET');
  });

  it('takes a file at the limit and refuses one byte more, with and without an announced length', async () => {
    assert.equal((await post(formWith('x'.repeat(LIMIT)))).status, 201);
    await leavesNothing(async () => {
      const announced = await post(formWith('y'.repeat(LIMIT + 1)));
      assert.equal(announced.status, 413);
      assert.equal(((await announced.json()) as { code: string }).code, 'UPLOAD_TOO_LARGE');
      const unannounced = await postRaw(part('file', 'x', 'z'.repeat(LIMIT + 1)));
      assert.equal(unannounced.status, 413);
    });
  });

  it('refuses a huge upload, and the client still hears why', async () => {
    const response = await post(formWith('x'.repeat(8 * LIMIT)));
    assert.equal(response.status, 413);
  });

  it('refuses forms that hold something else, or more, than one file', async () => {
    const twoFiles = formWith('a');
    twoFiles.append('file', new Blob(['b']), 'b');
    const extraField = formWith('a');
    extraField.set('name', 'x');
    const textField = new FormData();
    textField.set('file', 'no file name');
    const cases: [FormData, string][] = [
      [new FormData(), 'UPLOAD_FILE_MISSING'],
      [textField, 'UPLOAD_FILE_MISSING'],
      [twoFiles, 'UPLOAD_PARTS'],
      [extraField, 'REQUEST_FIELD_NOT_ALLOWED'],
      [formWith('a', 'a', 'flie'), 'REQUEST_FIELD_UNKNOWN'],
      [formWith('a', 'a', 'dataset'), 'REQUEST_FIELD_NOT_ALLOWED'],
    ];
    await leavesNothing(async () => {
      for (const [form, code] of cases) {
        const response = await post(form);
        assert.equal(((await response.json()) as { code: string }).code, code);
        assert.equal(response.status, 400, code);
      }
    });
  });

  it('refuses forms that are not well-formed, or not forms', async () => {
    await leavesNothing(async () => {
      const whole = part('file', 'x', 'content', false);
      assert.equal(codeOf(await postRaw(whole)), 'UPLOAD_INCOMPLETE');
      assert.equal(codeOf(await postRaw('')), 'UPLOAD_INCOMPLETE');
      assert.equal(codeOf(await postRaw('no boundary anywhere')), 'UPLOAD_INCOMPLETE');
      const encoded = part('file', 'x', 'Zm9v').replace(
        '\r\n\r\n',
        '\r\nContent-Transfer-Encoding: base64\r\n\r\n',
      );
      assert.equal(codeOf(await postRaw(encoded)), 'UPLOAD_MALFORMED');
      const noBoundary = await post('x', { 'content-type': 'multipart/form-data' });
      assert.equal(((await noBoundary.json()) as { code: string }).code, 'UPLOAD_MALFORMED');
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        assert.equal((await post('{}', { 'content-type': type })).status, 415, type);
      }
      const compressed = await postRaw(part('file', 'x', 'a'), 'Content-Encoding: gzip\r\n');
      assert.equal(codeOf(compressed), 'REQUEST_CONTENT_ENCODING');
    });
  });

  it('answers every mangled form, and stores only what came whole', async () => {
    const whole = Buffer.from(part('file', 'x.csv', 'text,label\r\n甲,乙\r\n'.repeat(5)));
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let round = 0; round < 150; round++) {
      const mangled = Buffer.from(whole.subarray(0, round % 3 === 0 ? random(whole.length) : whole.length));
      for (let flips = 0; flips < round % 4; flips++)
        mangled[random(Math.max(1, mangled.length))] = random(256);
      const { status } = await postRaw(mangled);
      assert.ok(status === 201 || (status >= 400 && status < 500), `round ${round}: ${status}`);
    }
    assert.deepEqual(api.faults, []);
    const left = async () => (await api.service.filesOnDisk()).filter((path) => path.includes('incoming'));
    await waitUntil(async () => (await left()).length === 0);
    assert.deepEqual(await left(), []);
  });

  it('fails the upload with what the store said, and leaves nothing', async () => {
    const { upload } = api.service.datasets;
    const original = upload.bind(api.service.datasets);
    Object.assign(api.service.datasets, {
      upload: async () => {
        throw new Error('the store said no');
      },
    });
    try {
      await leavesNothing(async () => {
        const response = await post(formWith('x'.repeat(100_000)));
        assert.equal(response.status, 500);
        assert.ok(!(await response.text()).includes('the store said no'));
      });
    } finally {
      Object.assign(api.service.datasets, { upload: original });
      api.faults.length = 0;
    }
  });
});

function part(field: string, filename: string, content: string, closed = true): string {
  return (
    `--b\r\nContent-Disposition: form-data; name="${field}"; filename="${filename}"\r\n` +
    `Content-Type: application/octet-stream\r\n\r\n${content}${closed ? '\r\n--b--\r\n' : ''}`
  );
}

function codeOf(answer: RawAnswer): string {
  return (JSON.parse(answer.body) as { code: string }).code;
}
