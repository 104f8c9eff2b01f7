import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

describe('touchstone models freeze', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  before(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-suites-'));
  });
  after(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });
  const models = (...argv: string[]) =>
    called(['models', ...argv], { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home });

  it('freezes, shows and unfreezes, with who and why, in both languages', async () => {
    const signed = ['--by', '林', '--reason', '年度比較'];
    const frozen = await models('freeze', 'petitions', '--run', 'run_1', ...signed);
    assert.equal(frozen.status, 0, frozen.out);
    assert.match(frozen.out, /judged by this test set \(version 1, 40 records\)/);
    const again = await models('freeze', 'petitions', '--run', 'run_1', ...signed);
    assert.match(again.err, /SUITE_FROZEN/);
    assert.equal(again.status, 2);
    const shown = await models('suite', 'petitions', '--lang=zh-TW');
    assert.match(shown.out, /評估次數/);
    assert.match(shown.out, /林: 年度比較/);
    const gone = await models('unfreeze', 'petitions', '--by', '王', '--reason', '表單改版');
    assert.equal(gone.status, 0);
    const { items } = JSON.parse((await models('suite', 'petitions', '--json')).last);
    assert.deepEqual(
      items.map((one: { unfrozen: { by: string; reason: string } }) => [
        one.unfrozen.by,
        one.unfrozen.reason,
      ]),
      [['王', '表單改版']],
    );
    assert.match((await models('unfreeze', 'petitions', ...signed)).err, /SUITE_NONE/);
  });

  it('asks for the run and the reason', async () => {
    assert.equal((await models('freeze', 'petitions', '--reason', 'x')).status, 2);
    assert.equal((await models('unfreeze', 'petitions')).status, 2);
  });
});
