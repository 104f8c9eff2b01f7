import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeView } from '../../../../../pipeline/contracts/nodes/node.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

const BUSY: NodeView = {
  ...{ name: 'gpu-7', state: 'busy', labels: ['h200'], version: '0.1.0', unfit: null, draining: null },
  ...{ createdBy: 'lin', createdAt: '2026-01-01T00:00:00.000Z', seenAt: '2026-01-02T00:00:00.000Z' },
  health: {
    gpus: [
      {
        ...{ name: 'NVIDIA H200', driver: '570.86', memoryMib: 143_360, usedMib: 10_240 },
        ...{ temperature: 61, utilisation: 97, watts: 512 },
      },
    ],
    ...{ cpus: 16, cpuUtilisation: 12.2, memoryMib: 131_072, freeMemoryMib: 65_536 },
    ...{ freeDiskMib: 51_200, cacheMib: 2048 },
  },
  work: {
    ...{ id: `work_${'a'.repeat(32)}`, run: 'run_1', stage: 'train', verb: 'train' },
    ...{ startedAt: '2026-01-02T00:00:00.000Z', progress: { percent: 41.9 } },
  },
};

describe('touchstone nodes', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-nodes-cli-'));
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });
  const environment = () => ({ TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home, TOUCHSTONE_CONFIG: 'none' });
  const nodes = (...argv: string[]) => called(['nodes', ...argv], environment());

  it('prints the token of a new node alone on standard output, once', async () => {
    const added = await nodes('add', 'gpu-1', '--by', 'lin');
    assert.equal(added.status, 0, added.err);
    assert.match(added.out, /^tsn\.gpu-1\.s{43}\n$/);
    assert.match(added.err, /only this once.*touchstone node start/);
    const again = await nodes('add', 'gpu-1');
    assert.deepEqual([again.status, again.out], [2, '']);
    assert.match(again.err, /NODE_EXISTS/);
    assert.match((await nodes('add', 'GPU 1')).err, /REQUEST/);
    assert.equal(JSON.parse((await nodes('add', 'gpu-2', '--json')).last).token.length, 53);
  });

  it('lists nodes with their devices and work, in both languages', async () => {
    assert.match((await nodes('list')).out, /There are no nodes/);
    api.service.madeNodes.put(BUSY);
    const { out } = await nodes('list');
    assert.match(out, /gpu-7 +busy +NVIDIA H200 ×1, 140\.0 GiB +97 % +h200 +run_1 train 41 %/);
    assert.match((await nodes('list', '--lang=zh-TW')).out, /gpu-7 +忙碌/);
    assert.equal(JSON.parse((await nodes('list', '--json')).last).items[0].work.run, 'run_1');
    const shown = await nodes('show', 'gpu-7');
    assert.match(
      shown.out,
      /GPU 0: NVIDIA H200, 10\.0 GiB \/ 140\.0 GiB, 97 %, 61 °C, 512 W, driver 570\.86/,
    );
    assert.match(shown.out, /16 cores, memory 128\.0 GiB \(64\.0 GiB free\), disk 50\.0 GiB free/);
    assert.match((await nodes('show', 'nobody')).err, /NODE_NOT_FOUND/);
  });

  it('drains a node and lets it work again, and removes it', async () => {
    api.service.madeNodes.put(BUSY);
    assert.match((await nodes('drain', 'gpu-7')).out, /no further work; what it has in hand it finishes/);
    assert.match((await nodes('drain', 'gpu-7', '--off')).out, /takes work again/);
    assert.match((await nodes('remove', 'gpu-7', '--lang=zh-TW')).out, /已移除/);
    assert.match((await nodes('list')).out, /There are no nodes/);
  });
});

describe('touchstone node start', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-node-cli-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));
  const start = (...argv: string[]) =>
    called(['node', 'start', ...argv], { TOUCHSTONE_HOME: home, TOUCHSTONE_CONFIG: 'none' });

  it('refuses what cannot work before it does anything', async () => {
    const token = join(home, 'token');
    writeFileSync(token, `tsn.gpu-1.${'x'.repeat(43)}`, { mode: 0o600 });
    const server = ['--server', 'https://touchstone.example'];
    const cases: [string[], RegExp][] = [
      [['--token', token], /--server/],
      [server, /--token/],
      [[...server, '--token', join(home, 'absent')], /NODE_TOKEN_FILE/],
      [[...server, '--token', token, '--name', 'gpu-2'], /NODE_NAME_DIFFERS/],
      [
        ['--server', 'http://touchstone.example', '--token', token],
        /over http anybody on the way reads the token/,
      ],
      [['--server', 'ftp://touchstone.example', '--token', token], /ftp/],
      [[...server, '--token', token, '--labels', 'A100'], /--labels A100/],
    ];
    for (const [argv, expected] of cases) {
      const { status, err } = await start(...argv);
      assert.equal(status, 2, argv.join(' '));
      assert.match(err, expected);
    }
  });
});
