import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

const row = (text: string, label: string) => `${JSON.stringify({ text, label })}\n`;
const BEFORE = row('路燈不亮', '工務局') + row('垃圾未收', '環保局') + row('停水三天', '水利局');
const AFTER = row('路燈不亮', '工務局') + row('垃圾未收', '清潔隊') + row('樹木倒塌', '公園處');

describe('touchstone dataset diff', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  before(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-diff-'));
    writeFileSync(join(home, 'before.jsonl'), BEFORE);
    writeFileSync(join(home, 'after.jsonl'), AFTER);
  });
  after(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });
  const diff = (...argv: string[]) =>
    called(['dataset', 'diff', ...argv], { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home });
  const file = (name: string) => join(home, name);
  const EXPECTED = { unchanged: 1, moved: 0, changed: 0, relabelled: 1, added: 1, removed: 1 };

  it('compares files without a service, in both languages, and writes the list', async () => {
    const list = file('list.jsonl');
    const { status, out } = await diff(file('before.jsonl'), file('after.jsonl'), '--out', list);
    assert.equal(status, 0);
    assert.match(out, /same question, other answer +1/);
    assert.match(out, /清潔隊 +0 +1/);
    const lines = readFileSync(list, 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)).map(({ change, was, record }) => [change, was, record]),
      [
        ['relabelled', 'line:2', 'line:2'],
        ['added', null, 'line:3'],
        ['removed', 'line:3', null],
      ],
    );
    assert.equal(statSync(list).mode & 0o777, 0o600);
    const again = await diff(file('before.jsonl'), file('after.jsonl'), '--out', list);
    assert.deepEqual([again.status, /CLI_OUTPUT_EXISTS/.test(again.err)], [2, true]);
    const chinese = await diff(file('before.jsonl'), file('after.jsonl'), '--lang=zh-TW');
    assert.match(chinese.out, /題目相同、答案不同 +1/);
  });

  it('compares versions through the API, and fetches the same list', async () => {
    await api.upload('petitions', BEFORE);
    await api.upload('petitions', AFTER);
    const { last } = await diff('petitions@1', 'petitions', '--json', '--out', file('remote.jsonl'));
    const answer = JSON.parse(last);
    const { unchanged, moved, changed, relabelled, added, removed } = answer;
    assert.deepEqual({ unchanged, moved, changed, relabelled, added, removed }, EXPECTED);
    assert.deepEqual([answer.from.version, answer.to.version], [1, 2]);
    assert.equal(readFileSync(file('remote.jsonl'), 'utf8').trimEnd().split('\n').length, 3);
    assert.match((await diff('petitions@1', 'petitions@9')).err, /DATASET_VERSION_NOT_FOUND/);
  });

  it('says what cannot be compared', async () => {
    assert.match((await diff('petitions', file('after.jsonl'))).err, /is a file of this machine/);
    assert.match((await diff('petitions', 'letters')).err, /one dataset/);
    assert.match((await diff(file('before.jsonl'), file('none.jsonl'))).err, /CLI_FILE_MISSING/);
  });
});
