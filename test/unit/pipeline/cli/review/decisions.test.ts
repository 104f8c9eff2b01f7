import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

describe('touchstone dataset decide', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  before(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-decide-'));
    await api.upload('petitions', 'a line');
  });
  after(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });
  const dataset = (...argv: string[]) =>
    called(['dataset', ...argv], { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home });

  it('decides, lists, in both languages, and withdraws with a trace', async () => {
    const rule = [
      'decide',
      'petitions',
      '--rule',
      'pii',
      '--action',
      'keep',
      '--reason',
      '測試資料',
      '--by',
      '林',
    ];
    const { id } = JSON.parse((await dataset(...rule, '--json')).last);
    const record = [
      '--content',
      'a'.repeat(32),
      '--action',
      'relabel',
      '--label',
      '環保局',
      '--reason',
      '寫錯',
    ];
    assert.equal((await dataset('decide', 'petitions', ...record, '--by', '王')).status, 0);
    const { out } = await dataset('decisions', 'petitions');
    assert.match(out, /Personal data +keep +林 .* +測試資料/);
    assert.match(out, /aaaaaaaaaaaa… +label 環保局 +王/);
    assert.match((await dataset('decisions', 'petitions', '--lang=zh-TW')).out, /標籤改為 環保局/);
    const gone = await dataset('withdraw', 'petitions', id, '--by', '陳', '--reason', '改採預設');
    assert.equal(gone.status, 0);
    const left = JSON.parse((await dataset('decisions', 'petitions', '--json')).last).items;
    assert.deepEqual(
      left.map((one: { action: string }) => one.action),
      ['relabel'],
    );
    assert.match((await dataset('decisions', 'petitions', '--all')).out, /陳.*: 改採預設/);
  });

  it('asks for what a decision needs', async () => {
    assert.match((await dataset('decide', 'petitions', '--rule', 'pii', '--action', 'keep')).err, /--reason/);
    assert.match((await dataset('decide', 'petitions', '--action', 'burn', '--reason', 'x')).err, /burn/);
    assert.equal((await dataset('withdraw', 'petitions', 'dec_none', '--reason', 'x')).status, 2);
  });
});
