import assert from 'node:assert/strict';
import { called } from './called.ts';

const status = async (...argv: string[]) => (await called(argv, {})).status;

describe('usage of the command line', () => {
  it('exits with 0 for help and version, 2 for a group without a command', async () => {
    assert.equal(await status('--help'), 0);
    assert.equal(await status('run', '--help'), 0);
    assert.equal(await status('--version'), 0);
    assert.equal(await status('runs'), 2);
    assert.equal(await status(), 2);
  });

  it('says in the reader’s language what is wrong, and what was probably meant', async () => {
    const cases: [string[], RegExp, RegExp][] = [
      [
        ['run', '--datset', 'x'],
        /Unknown option --datset\. Did you mean --dataset\?/,
        /不認得的選項 --datset。 您是否要用 --dataset？/,
      ],
      [['rnu'], /Unknown command rnu\. Did you mean run\?/, /不認得的指令 rnu。/],
      [['run', '--dataset', 'x'], /The option --name is required\./, /缺少必要的選項 --name。/],
      [['models', 'promote', 'x'], /argument version is missing/, /缺少參數 version。/],
      [['models', 'promote', 'x', '1.5'], /<version> 1\.5 is not a whole number/, /不是 1 到/],
      [['runs', 'list', '--limit', '0'], /--limit 0 is not a whole number from 1/, /不是 1 到/],
      [['runs', 'list', '--status', 'gone'], /gone is not one of: queued/, /gone 不在可用的值之中/],
      [['doctor', 'now'], /too many arguments/, /參數太多/],
      [['runs', 'list', '--url', 'ftp://x'], /not an http or https address/, /不是 http 或 https 位址/],
    ];
    for (const [argv, english, chinese] of cases) {
      const en = await called([...argv, '--lang=en'], {});
      assert.deepEqual([en.status, en.out], [2, ''], argv.join(' '));
      assert.match(en.err, english);
      assert.match((await called([...argv, '--lang=zh-TW'], {})).err, chinese);
    }
  });

  it('points to the help of the command that was called', async () => {
    const { err } = await called(['models', 'promote', 'x'], {});
    assert.match(err, /`touchstone models promote --help`/);
  });

  it('writes its help in both languages', async () => {
    assert.match((await called(['run', '--help', '--lang=zh-TW'], {})).out, /用法：[\s\S]*必要：訓練記錄/);
    assert.match(
      (await called(['run', '--help'], {})).out,
      /Usage:[\s\S]*required: file with training records/,
    );
  });

  it('gives programs the fault as JSON', async () => {
    const { out } = await called(['runs', 'list', '--limit', 'x', '--json'], {});
    assert.equal(JSON.parse(out).error.code, 'CLI_USAGE');
  });
});
