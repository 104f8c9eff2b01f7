import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { Receiver } from '../../notices/receiver.ts';
import { called } from '../called.ts';

describe('touchstone notices', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-notices-'));
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });
  const notices = (...argv: string[]) =>
    called(['notices', ...argv], { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home });

  it('lists what was told, to whom and with what result, in both languages', async () => {
    const english = await notices('list');
    assert.equal(english.status, 0, english.err);
    assert.match(english.out, /ntc_1 .*run judged.*petitions.*ops .*arrived/);
    assert.match(english.out, /mail .*given up .*10 {2}the mail server refused the letter for good \(550\)/);
    assert.match(
      (await notices('list', '--lang=zh-TW')).out,
      /執行結果.*mail.*已放棄.*郵件伺服器永久拒收 \(550\)/,
    );
    const { items } = JSON.parse((await notices('list', '--status', 'failed', '--json')).last);
    assert.deepEqual([items.length, items[0].id], [1, 'ntc_1']);
    assert.match((await notices('list', '--status', 'pending')).out, /Nothing yet/);
    assert.match((await notices('show', 'ntc_1')).out, /ntc_1/);
    assert.match((await notices('show', 'ntc_9')).err, /NOTICE_NOT_FOUND/);
  });

  it('replays to all targets or to one', async () => {
    assert.match((await notices('replay', 'ntc_1', '--target', 'mail')).out, /on its way again to: mail$/m);
    assert.match((await notices('replay', 'ntc_1', '--lang=zh-TW')).out, /重新送往：ops, mail/);
    const stranger = await notices('replay', 'ntc_1', '--target', 'nobody');
    assert.match(stranger.err, /NOTICE_NOT_TO_TARGET/);
    assert.equal(stranger.status, 2);
  });

  it('shows targets and tests them, and ends with 4 where a test does not arrive', async () => {
    const { out } = await notices('targets');
    assert.match(out, /ops .*webhook .*hooks\.example .* on$/m);
    assert.match(out, /mail .*petitions .*off since .*refused the letter for good \(550\)/);
    assert.match((await notices('test', 'ops', '--by', 'lin')).out, /has reached ops/);
    const unreached = await notices('test', 'mail');
    assert.equal(unreached.status, 4);
    assert.match(unreached.err, /NOTICE_UNDELIVERED/);
  });

  it('has doctor look at each target of the settings, without sending anything', async () => {
    const receiver = await Receiver.open();
    const file = join(home, 'notices.yaml');
    const chat = (port: string) =>
      `{ kind: mattermost, inside: true, url: 'http://127.0.0.1:${port}/hooks/secret-path' }`;
    const { port } = new URL(receiver.url);
    writeFileSync(file, `targets: { here: ${chat(port)}, gone: ${chat('1')} }`);
    const environment = { TOUCHSTONE_HOME: home, TOUCHSTONE_NOTICES: file, TOUCHSTONE_CONFIG: 'none' };
    const { out } = await called(['doctor'], { ...environment, TOUCHSTONE_PYTHON: '/nowhere' });
    assert.match(out, /✓ Notices: here \(127\.0\.0\.1\) can be reached/);
    assert.match(out, /! Notices: gone \(127\.0\.0\.1\): no connection \(ECONNREFUSED\)/);
    assert.doesNotMatch(out, /secret-path/);
    assert.equal(receiver.received.length, 0);
    writeFileSync(file, 'targets: { x: { kind: pigeon } }');
    const broken = await called(['doctor'], { ...environment, TOUCHSTONE_PYTHON: '/nowhere' });
    assert.match(broken.out, /✗ Notices: NOTICES_INVALID.*targets\.x\.kind/);
    await receiver.close();
  });
});
