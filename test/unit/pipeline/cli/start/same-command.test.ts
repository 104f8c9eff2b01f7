import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

describe('touchstone run, called again', function () {
  this.timeout(20_000);
  let api: TestApi;
  let home: string;
  let data: string;

  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-again-'));
    data = join(home, 'petitions.jsonl');
    writeFileSync(data, '{"text":"路燈不亮","label":"工務局"}\n');
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });

  const run = async (...more: string[]) => {
    const argv = ['run', '--dataset', data, '--name', 'petitions', ...more];
    return called(argv, { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home });
  };
  const runId = async (...more: string[]): Promise<string> =>
    JSON.parse((await run('--json', ...more)).last).run_id;

  it('finds the run that it started, and says so', async () => {
    const first = await runId();
    const again = await run('--json');
    const result = JSON.parse(again.last);
    assert.deepEqual([result.run_id, result.reused], [first, true]);
    assert.match(again.err, /started this run before \(queued\)/);
    assert.equal(api.service.madeRuns.count, 1);
  });

  it('finds it where it was cut off between upload and start', async () => {
    await api.upload('petitions', '{"text":"路燈不亮","label":"工務局"}\n');
    const first = await runId();
    assert.equal(await runId(), first);
    assert.equal(api.service.madeDatasets.count, 1);
  });

  it('starts another for other data, settings or name', async () => {
    const runs = [await runId(), await runId('--set', 'train.epochs=2'), await runId('--name', 'others')];
    writeFileSync(data, '{"text":"噪音","label":"環保局"}\n');
    runs.push(await runId());
    assert.equal(new Set(runs).size, 4);
  });

  it('goes by a commit of the checkout in which the dataset lies', async () => {
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(home, '.git', 'refs', 'heads'), { recursive: true });
    writeFileSync(join(home, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    const commit = (digit: string) =>
      writeFileSync(join(home, '.git', 'refs', 'heads', 'main'), `${digit.repeat(40)}\n`);
    commit('a');
    const first = await runId();
    assert.equal(await runId(), first);
    commit('b');
    assert.notEqual(await runId(), first);
  });

  it('goes by the key that it is given', async () => {
    const first = await runId('--idempotency-key', 'build-17');
    assert.equal(await runId('--idempotency-key', 'build-17'), first);
    assert.notEqual(await runId('--idempotency-key', 'build-18'), first);
    const other = await run('--idempotency-key', 'build-17', '--set', 'train.epochs=2', '--json');
    assert.equal(other.status, 2);
    assert.equal(JSON.parse(other.last).error.code, 'TRIGGER_KEY_REUSED');
    const spaced = await run('--idempotency-key', 'build 17');
    assert.match(spaced.err, /REQUEST_INVALID[\s\S]*key/);
  });

  it('starts another run each time without a key', async () => {
    assert.notEqual(await runId('--no-idempotency-key'), await runId('--no-idempotency-key'));
  });

  it('tells how the run ended that it started, until it is asked to try again', async () => {
    const first = await runId();
    api.service.madeRuns.finish(first, 'failed', { code: 'TRAINER_OUT_OF_MEMORY', params: { detail: 'x' } });
    const told = await run('--wait');
    assert.equal(told.status, 4);
    assert.match(told.out, new RegExp(`--again, or \`touchstone runs resume ${first}\``));
    const second = await runId('--again');
    assert.notEqual(second, first);
    assert.equal(await runId('--again'), second, 'the new try is found while it works');
    api.service.madeRuns.finish(second, 'cancelled');
    const third = await runId('--again');
    assert.equal(new Set([first, second, third]).size, 3);
    api.service.madeRuns.finish(third, 'succeeded');
    assert.equal(await runId('--again'), third, 'and where it did well');
    assert.equal(api.service.madeRuns.count, 3);
  });

  it('with --detach prints the id alone, at once, and nothing else', async () => {
    const { status, out, err } = await run('--detach');
    assert.equal(status, 0);
    assert.match(out, /^run_[0-9a-z]+\n$/);
    assert.match(err, /uploaded petitions\.jsonl/);
    assert.equal((await run('--detach')).out, out);
    assert.equal(JSON.parse((await run('--detach', '--json')).out).run_id, out.trim());
  });

  it('refuses options that exclude each other', async () => {
    for (const other of ['--wait', '--follow', '--cancel-on-interrupt', '--out=x']) {
      const { status, err } = await run('--detach', other);
      assert.equal(status, 2);
      assert.match(err, /--detach and .+ exclude each other/);
    }
    assert.match((await run('--again', '--no-idempotency-key')).err, /exclude each other/);
  });

  it('with --detach starts no service of its own', async () => {
    const argv = ['run', '--dataset', data, '--name', 'petitions', '--detach'];
    const { status, err } = await called(argv, { TOUCHSTONE_HOME: join(home, 'other') });
    assert.equal(status, 4);
    assert.match(err, /CLI_SERVICE_NEEDED/);
  });
});
