import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemoteProblem } from '../../../../../pipeline/cli/http/remote-problem.ts';
import { uploadFile } from '../../../../../pipeline/cli/http/upload.ts';
import { datasetVersionSchema } from '../../../../../pipeline/contracts/api/dataset.ts';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';

describe('upload from disk', () => {
  let api: TestApi;
  let directory: string;
  const signal = new AbortController().signal;

  beforeEach(async () => {
    api = await startApi();
    directory = mkdtempSync(join(tmpdir(), 'touchstone-upload-'));
  });
  afterEach(async () => {
    await api.close();
    rmSync(directory, { recursive: true });
  });

  const put = (name: string, bytes: string | Buffer) => {
    const path = join(directory, name);
    writeFileSync(path, bytes);
    return path;
  };
  const send = (file: string, onProgress?: (sent: number, total: number) => void) =>
    uploadFile(
      { url: api.url, apiKey: null, language: 'en' },
      '/v1/datasets/letters/versions',
      file,
      datasetVersionSchema,
      { signal, ...(onProgress ? { onProgress } : {}) },
    );

  it('arrives byte for byte, with its name and its progress', async () => {
    const bytes = randomBytes(900_000);
    const told: [number, number][] = [];
    const version = await send(put('陳情 "一".jsonl', bytes), (...step) => told.push(step));
    assert.equal(version.digest, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(version.bytes, bytes.length);
    assert.match(version.filename, /^陳情/);
    assert.deepEqual(told.at(-1), [bytes.length, bytes.length]);
  });

  it('sends an empty file as one', async () => {
    assert.equal((await send(put('empty.jsonl', ''))).bytes, 0);
  });

  it('gives the refusal of a file that is too large, although not all of it was sent', async () => {
    await assert.rejects(
      send(put('large.jsonl', Buffer.alloc(8 * 1024 * 1024))),
      (error) => error instanceof RemoteProblem && error.problem.code === 'UPLOAD_TOO_LARGE',
    );
    assert.equal(api.service.madeDatasets.count, 0);
  });

  it('sends nothing of a path that is no readable file', async () => {
    mkdirSync(join(directory, 'folder'));
    for (const [name, code] of [
      ['none.jsonl', 'CLI_FILE_MISSING'],
      ['folder', 'CLI_NOT_A_FILE'],
    ] as const) {
      await assert.rejects(
        send(join(directory, name)),
        (error) => error instanceof TouchstoneError && error.code === code,
      );
    }
  });

  it('says when nobody answers', async () => {
    const file = put('a.jsonl', 'a');
    const nowhere = { url: 'http://127.0.0.1:9', apiKey: null, language: 'en' as const };
    await assert.rejects(
      uploadFile(nowhere, '/v1/datasets/letters/versions', file, datasetVersionSchema, { signal }),
      (error) => error instanceof TouchstoneError && error.code === 'CLI_SERVICE_UNREACHABLE',
    );
  });
});
