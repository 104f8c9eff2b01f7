import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
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

  it('dataset check --name applies what is in force, as a run would, and says what came of it', async () => {
    const file = join(home, 'letters.csv');
    const letters = [1, 2, 3, 4, 5, 6].flatMap((n) => [
      `第${n}號路燈自上月起故障，夜間行車危險,工務局`,
      `${n}號住戶的獨居長輩，需要居家照顧服務,社會局`,
    ]);
    await writeFile(
      file,
      ['text,label', ...letters, `${letters[0]}`, `請回電 0912345678 說明補助資格,社會局`].join('\n'),
    );
    await api.upload('letters', 'a line');
    const check = (...argv: string[]) => dataset('check', file, ...argv);
    const plain = JSON.parse((await check('--json')).last);
    const found = (rule: string, { findings }: typeof plain) =>
      findings.find((finding: { rule: string }) => finding.rule === rule);
    assert.equal('decided' in plain, false);
    assert.equal(found('pii', plain).action, 'fix');
    const { content } = found('pii', plain);
    const because = ['--reason', '轉由總務處辦理', '--by', '林'];
    await dataset('decide', 'letters', '--content', content, '--action', 'drop', ...because);
    await dataset('decide', 'letters', '--content', 'b'.repeat(32), '--action', 'keep', ...because);
    await dataset('decide', 'letters', '--rule', 'exact_duplicate', '--action', 'keep', ...because);
    const decided = JSON.parse((await check('--name', 'letters', '--json')).last);
    assert.deepEqual([decided.decided.decisions, decided.decided.without_record], [3, 1]);
    assert.deepEqual(found('decision', decided).decision, { by: '林', reason: '轉由總務處辦理' });
    assert.equal(found('decision', decided).content, content);
    assert.equal(found('pii', decided), undefined);
    assert.deepEqual([found('exact_duplicate', decided).action, decided.kept], ['keep', plain.kept]);
    assert.equal(decided.dropped, plain.dropped);
    const { out } = await check('--name', 'letters', '--lang=zh-TW');
    assert.match(out, /已套用「letters」的 3 項人工決定；其中 1 項/);
    assert.match(out, /由人決定 +1 +不使用/);
    assert.match(
      (await check('--name', 'letters')).out,
      /3 decisions of people about letters are applied; 1 of/,
    );
    assert.deepEqual(JSON.parse((await check('--name', 'petitions', '--json')).last).decided.decisions, 1);
    assert.equal((await check('--name', 'nobody')).status, 2);
  });

  it('dataset check --name reads by the columns that were said of an earlier upload, where the file has them', async () => {
    const rows = [1, 2, 3, 4, 5, 6].flatMap((n) => [
      `${n},第${n}號路燈自上月起故障，夜間行車危險,工務局,王`,
      `${n},${n}號住戶的獨居長輩，需要居家照顧服務,社會局,林`,
    ]);
    const file = async (name: string, columns: string) => {
      const path = join(home, name);
      await writeFile(path, [columns, ...rows].join('\n'));
      return path;
    };
    const first = await file('first.csv', '編號,甲,乙,丙');
    const map = 'text=甲,label=乙';
    assert.equal((await dataset('add', first, '--name', 'mapped', '--map', map)).status, 0);
    await dataset('add', await file('last.csv', '序,甲,乙,丙'), '--name', 'mapped');
    const check = async (path: string, ...more: string[]) => dataset('check', path, '--json', ...more);
    const next = await file('next.csv', '號,甲,乙,丙');
    const { mapping } = JSON.parse((await check(next, '--name', 'mapped')).last);
    assert.deepEqual(mapping, { guessed: false, columns: { text: '甲', label: '乙' } });
    const unnamed = await check(next);
    assert.ok(
      unnamed.status === 2 || JSON.parse(unnamed.last).mapping.guessed,
      'without a name nobody knows',
    );
    const other = await check(await file('other.csv', '號,text,label,丙'), '--name', 'mapped');
    const { format, mapping: own } = JSON.parse(other.last);
    assert.deepEqual([format, own], ['text_label', undefined], 'another file goes its own way');
  });

  it('asks for what a decision needs', async () => {
    assert.match((await dataset('decide', 'petitions', '--rule', 'pii', '--action', 'keep')).err, /--reason/);
    assert.match((await dataset('decide', 'petitions', '--action', 'burn', '--reason', 'x')).err, /burn/);
    assert.equal((await dataset('withdraw', 'petitions', 'dec_none', '--reason', 'x')).status, 2);
  });
});
