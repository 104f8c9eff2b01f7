import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RefineFinding } from '../../../../../pipeline/contracts/quality.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

const FINDINGS: readonly RefineFinding[] = [
  {
    ...{ record: '=cmd|calc', content: 'a'.repeat(32), rule: 'exact_duplicate', action: 'drop' },
    ...{ with: 'line:1', evidence: '＝路燈,"不亮"' },
  },
  {
    ...{ record: 'line:9', content: 'b'.repeat(32), rule: 'decision', action: 'hold_back' },
    ...{ with: null, evidence: '', decision: { by: '林', reason: '待查' } },
  },
];

describe('touchstone runs findings', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  let run: string;
  before(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-findings-'));
    run = (await api.startRun()).id;
  });
  after(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });
  const findings = (...argv: string[]) =>
    called(['runs', 'findings', run, ...argv], { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home });

  it('says when there are none yet', async () => {
    assert.match((await findings()).err, /FINDINGS_NOT_READY/);
  });

  it('shows them, and writes them for spreadsheets and programs in the reader’s language', async () => {
    const stored = FINDINGS.map((finding) => `${JSON.stringify(finding)}\n`).join('');
    api.service.madeRuns.finishStage(run, 'refine', {
      findings: await api.service.artifacts.putBytes(stored),
    });
    assert.match((await findings()).out, /line:9 +Decided by a person +held back for a person/);
    assert.match((await findings('--limit', '1')).out, /The first 1/);
    const [csv, out] = [join(home, 'list.csv'), join(home, 'list.jsonl')];
    const { status } = await findings('--csv', csv, '--out', out, '--lang=zh-TW');
    assert.equal(status, 0);
    const [head, first, second] = readFileSync(csv, 'utf8').split('\r\n');
    assert.ok(head!.startsWith('\ufeff"記錄","發現","處理方式"'));
    assert.ok(first!.startsWith(`"'=cmd|calc","完全重複","不使用","line:1","'＝路燈,""不亮"""`), first);
    assert.match(second!, /"林","待查"/);
    const lines = readFileSync(out, 'utf8').trimEnd().split('\n');
    const parsed = lines.map((line) => JSON.parse(line));
    assert.deepEqual([parsed[0].title, parsed[0].evidence], ['完全重複', '＝路燈,"不亮"']);
    assert.match(parsed[0].explanation, /只保留第一筆/);
    assert.deepEqual(parsed[1].decision, { by: '林', reason: '待查' });
  });
});
