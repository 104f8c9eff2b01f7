import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemOf, TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import { causeOf } from '../../../../../pipeline/contracts/triggers.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

describe('touchstone pipelines and triggers', function () {
  this.timeout(60_000);
  let home: string;
  let api: TestApi;
  before(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-triggers-'));
  });
  after(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });
  const touchstone = (...argv: string[]) => called(argv, { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home });

  it('keep what is to be run, show it, pause it with who and why, and start it by hand', async () => {
    const set = await touchstone(
      ...[
        'pipelines',
        'set',
        'letters',
        '--dataset',
        'letters',
        '--cron',
        '0 2 * * *',
        '--tz',
        'Asia/Taipei',
      ],
      ...['--on-upload', '--set', 'train.epochs=2', '--by', '林', '--json'],
    );
    assert.equal(set.status, 0, set.err);
    const kept = JSON.parse(set.last);
    assert.deepEqual(kept.schedule, { cron: '0 2 * * *', tz: 'Asia/Taipei', only_if_changed: true });
    assert.deepEqual([kept.upload, kept.spec, kept.changedBy], [true, { train: { epochs: 2 } }, '林']);
    const shown = await touchstone('pipelines', 'show', 'letters', '--lang=zh-TW');
    assert.match(shown.out, /啟動方式: 0 2 \* \* \* Asia\/Taipei; 上傳/);
    const paused = await touchstone('pipelines', 'pause', 'letters', '--by', '王', '--reason', '資料盤點');
    assert.match(paused.out, /Paused since .* by 王: 資料盤點/);
    assert.match((await touchstone('pipelines', 'list')).out, /letters .*paused by 王/);
    assert.equal((await touchstone('pipelines', 'resume', 'letters')).status, 0);
    const file = join(home, 'a.jsonl');
    writeFileSync(file, '{"text":"一","label":"甲"}\n');
    await touchstone('dataset', 'add', file, '--name', 'letters');
    const started = await touchstone('pipelines', 'start', 'letters');
    assert.match(started.out, /run run_\w+ for model letters/);
    assert.equal((await touchstone('pipelines', 'remove', 'letters')).status, 0);
    const gone = await touchstone('pipelines', 'show', 'letters');
    assert.deepEqual([gone.status, /PIPELINE_NOT_FOUND/.test(gone.err)], [2, true]);
  });

  it('are told apart from mistakes before anything is sent', async () => {
    assert.equal((await touchstone('pipelines', 'set', 'letters')).status, 2);
    assert.equal((await touchstone('pipelines', 'pause', 'letters')).status, 2);
    const lone = await touchstone('pipelines', 'set', 'letters', '--dataset', 'd', '--tz', 'UTC');
    assert.match(lone.err, /--tz and --always belong to --cron/);
    assert.equal((await touchstone('triggers', 'list', '--outcome', 'lost')).status, 2);
  });

  it('show what was refused, and why, in both languages', async () => {
    const error = new TouchstoneError('PIPELINE_PAUSED', { params: { name: 'm', by: '王', reason: '盤點' } });
    const commit = { repository: 'https://git.example/data', branch: 'main', id: 'a'.repeat(40) };
    api.service.madeTriggers.made.push({
      ...causeOf({ kind: 'git', by: 'alice\u001b[2J', commit }),
      ...{ id: 'trg_1', name: 'm', at: '2026-11-29T18:00:00.000Z', settledAt: null, data: null, test: null },
      ...{ specDigest: null, outcome: 'refused', run: null, error: problemOf(error, 'zh-TW') },
    });
    const list = await touchstone('triggers', 'list', '--outcome', 'refused', '--lang=zh-TW');
    assert.match(list.out, /trg_1 .*Git .*已拒絕 .*PIPELINE_PAUSED: 流程「m」已由 王 暫停：盤點/);
    const shown = await touchstone('triggers', 'show', 'trg_1');
    assert.match(
      shown.out,
      /pulled by: a commit by alice�\[2J \(aaaaaaaaaa on main of https:\/\/git\.example\/data\)/,
    );
    assert.match((await touchstone('triggers', 'show', 'trg_2')).err, /TRIGGER_NOT_FOUND/);
  });

  it('that ask for work under way say which run does it, and what started that', async () => {
    const { create } = api.service.runs;
    const trigger = { kind: 'upload', by: 'alice' } as const;
    Object.assign(api.service.runs, {
      create: async (request: Parameters<typeof create>[0], language: Parameters<typeof create>[1]) => {
        const made = await create({ ...request, trigger }, language);
        return { ...made, request: { ...made.request, outcome: 'joined' } };
      },
    });
    const file = join(home, 'b.jsonl');
    writeFileSync(file, '{"text":"二","label":"乙"}\n');
    const asked = await touchstone('run', '--dataset', file, '--name', 'letters');
    Object.assign(api.service.runs, { create });
    assert.match(
      asked.out,
      /run run_\w+ for model letters does this very work already\nStarted by an upload by alice\./,
    );
  });

  it('are named by the run that they started', async () => {
    const { items } = await api.service.datasets.versions('letters', {});
    const trigger = { kind: 'schedule', by: 'alice', due: '2026-11-29T18:00:00.000Z' } as const;
    const run = await api.service.runs.create({ name: 'letters', dataset: items[0]!.id, trigger }, 'en');
    const shown = await touchstone('runs', 'show', run.id);
    assert.match(shown.out, /^Started by the schedule for 2026-11-\d\d \d\d:\d\d [\w/+-]+, set by alice\.$/m);
    assert.match((await touchstone('runs', 'list', '--lang=zh-TW')).out, /排程/);
  });
});
