import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceFinder } from '../../../../pipeline/cli/find-service.ts';
import { readSettings } from '../../../../pipeline/config/settings.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { announce, lockHome } from '../../../../pipeline/main/home-lock.ts';
import { startApi, type TestApi } from '../api/fixture.ts';

describe('finding a service', () => {
  let home: string;
  let api: TestApi;
  let started: number;
  let closed: number;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-find-'));
    api = await startApi();
    started = 0;
    closed = 0;
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });

  const start = async () => {
    started++;
    return { url: api.url, close: async () => void closed++ };
  };
  const finder = (more: Partial<ConstructorParameters<typeof ServiceFinder>[0]> = {}) =>
    new ServiceFinder({
      url: null,
      apiKey: null,
      language: 'en',
      settings: () => readSettings({ TOUCHSTONE_HOME: home }),
      start,
      ...more,
    });

  it('takes the one that was named, without looking at any setting', async () => {
    const settings = () => assert.fail('no settings needed');
    const named = finder({ url: `${api.url}/`, settings });
    assert.equal((await named.connect()).url, api.url);
    assert.equal(named.embedded, false);
    assert.equal(started, 0);
  });

  it('takes the one that works in the home', async () => {
    const unlock = await lockHome(home);
    const unannounce = await announce(home, api.url);
    const found = finder();
    assert.equal((await found.connect()).url, api.url);
    assert.deepEqual([found.embedded, started], [false, 0]);
    await found.close();
    assert.equal(closed, 0);
    await unannounce();
    await unlock();
  });

  it('starts one of its own where there is none, once, and ends it', async () => {
    const own = finder();
    await own.connect();
    assert.equal((await own.connect()).url, api.url);
    assert.deepEqual([own.embedded, started], [true, 1]);
    await own.close();
    assert.deepEqual([own.embedded, closed], [false, 1]);
  });

  it('starts one where only the announcement of a dead one is left', async () => {
    writeFileSync(
      join(home, 'service.json'),
      JSON.stringify({ url: 'http://127.0.0.1:9', pid: 2 ** 22 + 1 }),
    );
    await finder().connect();
    assert.equal(started, 1);
  });

  it('waits for one that another process is just starting', async () => {
    const unlock = await lockHome(home);
    setTimeout(() => announce(home, api.url), 50);
    const busy = async (): Promise<never> => {
      throw new TouchstoneError('HOME_IN_USE', { params: { pid: 1, url: 'starting', home } });
    };
    const found = finder({ start: busy });
    assert.equal((await found.connect()).url, api.url);
    await unlock();
  });

  it('leaves a service that went away the time to come back, then starts one', async () => {
    const unlock = await lockHome(home);
    const unannounce = await announce(home, api.url);
    const found = finder({ awayMs: 60 });
    await found.connect();
    await unannounce();
    const away = (error: unknown) =>
      error instanceof TouchstoneError && error.code === 'CLI_SERVICE_UNREACHABLE';
    await assert.rejects(found.connect(), away);
    await announce(home, api.url);
    assert.equal((await found.connect()).url, api.url, 'it came back');
    await unlock();
    rmSync(join(home, 'service.json'));
    await assert.rejects(found.connect(), away);
    assert.equal(started, 0);
    await new Promise((resolve) => setTimeout(resolve, 80));
    await found.connect();
    assert.deepEqual([found.embedded, started], [true, 1]);
  });

  it('passes on what starting one meets', async () => {
    const broken = async (): Promise<never> => {
      throw new TouchstoneError('DISK_FULL', { params: { place: home } });
    };
    await assert.rejects(
      finder({ start: broken }).connect(),
      (error) => error instanceof TouchstoneError && error.code === 'DISK_FULL',
    );
  });
});
