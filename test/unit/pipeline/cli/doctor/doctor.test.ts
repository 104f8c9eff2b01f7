import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notExercised } from '../../../../preflight.ts';
import { POSTGRES_INSTALL } from '../../../../servers/postgres.ts';
import { REDIS_INSTALL } from '../../../../servers/redis.ts';
import { servers } from '../../../../servers/servers.ts';
import { startApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

interface Shown {
  readonly checks: readonly { id: string; name: string; status: string; detail: string; advice: string }[];
  readonly settings: readonly { name: string; from: string; value: string }[];
  readonly settings_file: string | null;
}

describe('touchstone doctor', function () {
  this.timeout(60_000);
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-doctor-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  async function doctor(environment: Record<string, string>, ...more: string[]) {
    // Starting the real trainer takes seconds; one test does.
    const own = { TOUCHSTONE_HOME: home, TOUCHSTONE_PYTHON: join(home, 'no-python') };
    const made = await called(['doctor', '--json', ...more], { ...own, ...environment });
    const shown = JSON.parse(made.last) as Shown;
    const byId = Object.fromEntries(shown.checks.map((check) => [check.id, check]));
    return { ...made, shown, byId };
  }

  it('looks at each thing by itself, and changes nothing', async () => {
    const { PATH = '', TOUCHSTONE_PYTHON = '' } = process.env;
    const { byId, shown } = await doctor({ PATH, TOUCHSTONE_PYTHON });
    assert.equal(byId.trainer?.status, 'ok', byId.trainer?.detail);
    const wanted = ['settings', 'node', 'setup', 'disk', 'memory', 'port', 'trainer', 'bases', 'service'];
    for (const id of [...wanted, 'database', 'queue', 'artifacts']) assert.ok(id in byId, id);
    assert.ok(shown.checks.every(({ status, advice }) => (status === 'ok') === (advice === '')));
    assert.deepEqual([byId.database?.status, byId.queue?.status, byId.artifacts?.status], ['ok', 'ok', 'ok']);
    assert.equal(existsSync(join(home, 'database')), false);
  });

  it('tells which connection fails, whatever the others do', async () => {
    const { byId, status } = await doctor({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
      REDIS_URL: 'redis://127.0.0.1:9',
      ...{ S3_ENDPOINT: 'http://127.0.0.1:9', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'k' },
      S3_SECRET_ACCESS_KEY: 'never-shown-secret',
    });
    assert.equal(status, 4);
    for (const id of ['database', 'queue', 'artifacts']) assert.equal(byId[id]?.status, 'fail', id);
    assert.match(byId.database!.detail, /ECONNREFUSED/);
    assert.match(byId.database!.advice, /DATABASE_URL/);
    assert.match(byId.queue!.detail, /ECONNREFUSED/);
    assert.ok(!JSON.stringify(byId).includes('never-shown-secret'));
  });

  it('finds real servers, and warns of a Redis that may lose jobs', async function () {
    const { postgres, redis } = await servers();
    if (postgres === null) return notExercised(this, 'PostgreSQL', POSTGRES_INSTALL);
    if (redis === null) return notExercised(this, 'Redis', REDIS_INSTALL);
    const { byId } = await doctor({ DATABASE_URL: await postgres.createDatabase(), REDIS_URL: redis.url });
    assert.match(byId.database!.detail, /^PostgreSQL 1\d/);
    assert.match(byId.queue!.detail, /^Redis \d/);
    const sound =
      !byId.queue!.detail.includes('maxmemory-policy') && !byId.queue!.detail.includes('appendonly');
    assert.equal(byId.queue!.status, sound ? 'ok' : 'warn');
  });

  it('asks a text model for its list, and says what is amiss, never the key', async () => {
    const key = 'a-key-that-is-never-shown';
    let answer: [number, string] = [200, '{"data":[{"id":"vendor/one"}]}'];
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.writeHead(answer[0]).end(answer[1]);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const look = async (model: string) => {
        const { byId, out } = await doctor({
          TOUCHSTONE_GENERATE_URL: `http://127.0.0.1:${port}/v1`,
          ...{ TOUCHSTONE_GENERATE_MODEL: model, TOUCHSTONE_GENERATE_KEY: key },
        });
        assert.ok(!out.includes(key));
        return [byId.text_model?.status, byId.text_model?.detail];
      };
      assert.deepEqual(await look('vendor/one'), ['ok', 'vendor/one']);
      assert.deepEqual(seen, [`GET /v1/models Bearer ${key}`]);
      assert.deepEqual(await look('vendor/two'), ['warn', 'vendor/two ∉ vendor/one']);
      answer = [401, '{"error":"no"}'];
      assert.deepEqual(await look('vendor/one'), ['fail', 'HTTP 401']);
      answer = [200, '<html>'];
      assert.deepEqual(await look('vendor/one'), ['warn', 'vendor/one']);
    } finally {
      server.close();
    }
  });

  it('with a service elsewhere asks that one, and needs nothing of this machine', async () => {
    const api = await startApi();
    try {
      const { shown, status } = await doctor({}, '--url', api.url);
      const ids = shown.checks.map(({ id }) => id);
      assert.deepEqual(ids.slice(0, 3), ['settings', 'node', 'service']);
      assert.ok(!ids.includes('trainer') && !ids.includes('disk'));
      assert.equal(status, 0);
      const origin = shown.settings.find(({ name }) => name === 'TOUCHSTONE_URL');
      assert.deepEqual([origin?.from, origin?.value], ['flag', api.url]);
    } finally {
      await api.close();
    }
  });

  it('says where each setting comes from, and warns of a file that others may read', async () => {
    const file = join(home, 'settings.yaml');
    writeFileSync(file, 'TOUCHSTONE_DEVICE: cpu\nTOUCHSTONE_API_KEY: a-secret-of-sixteen\n');
    chmodSync(file, 0o600);
    const first = await doctor({}, '--config', file);
    assert.equal(first.byId.settings_file?.status, 'ok');
    assert.equal(first.shown.settings_file, file);
    const origins = Object.fromEntries(
      first.shown.settings.map(({ name, from, value }) => [name, [from, value]]),
    );
    assert.deepEqual(origins.TOUCHSTONE_DEVICE, ['file', 'cpu']);
    assert.deepEqual(origins.TOUCHSTONE_API_KEY, ['file', '***']);
    assert.deepEqual(origins.TOUCHSTONE_HOME, ['environment', home]);
    assert.deepEqual(origins.DATABASE_URL, ['default', '']);
    chmodSync(file, 0o604);
    assert.equal((await doctor({}, '--config', file)).byId.settings_file?.status, 'warn');
  });

  it('shows settings that are wrong, which other commands refuse to work with', async () => {
    const file = join(home, 'settings.yaml');
    writeFileSync(file, 'TOUCHSTONE_DEVISE: cpu\n');
    const { byId, status } = await doctor({}, '--config', file);
    assert.deepEqual([status, byId.settings?.status], [4, 'fail']);
    assert.match(byId.settings!.detail, /TOUCHSTONE_DEVISE/);
    const refused = await called(['runs', 'list', '--config', file], { TOUCHSTONE_HOME: home });
    assert.equal(refused.status, 2);
    assert.match(refused.err, /SETTING_UNKNOWN[\s\S]*TOUCHSTONE_DEVICE/);
  });

  it('speaks the language that the file of settings asks for', async () => {
    const file = join(home, 'settings.yaml');
    writeFileSync(file, 'TOUCHSTONE_LANG: zh-TW\n');
    const { out } = await called(['doctor', '--config', file], {
      ...{ TOUCHSTONE_HOME: home, TOUCHSTONE_PYTHON: join(home, 'no-python'), LANG: 'en' },
    });
    assert.match(out, /設定檔/);
  });
});
