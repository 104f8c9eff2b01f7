import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAutomated } from '../../../../../pipeline/config/command-settings.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called } from '../called.ts';

describe('a command that follows a run, interrupted', function () {
  this.timeout(20_000);
  let api: TestApi;
  let home: string;

  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-interrupt-'));
    writeFileSync(join(home, 'data.jsonl'), '{"text":"路燈不亮","label":"工務局"}\n');
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });

  /** Interrupts as soon as somebody follows the run's events. */
  async function interruptedRun(environment: Record<string, string>, ...more: string[]) {
    const stop = new AbortController();
    const watch = setInterval(() => {
      if (api.service.madeRuns.followers > 0) stop.abort();
    }, 10);
    const argv = ['run', '--dataset', join(home, 'data.jsonl'), '--name', 'm', '--follow', '--json', ...more];
    const surroundings = { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home, ...environment };
    const made = await called(argv, surroundings, stop.signal).finally(() => clearInterval(watch));
    const result = JSON.parse(made.last);
    return { ...made, result, run: await api.service.runs.show(result.run_id, 'en') };
  }

  it('cancels the run where it is asked to, and says so', async () => {
    const { status, result, run, err } = await interruptedRun({}, '--cancel-on-interrupt');
    assert.deepEqual([status, result.status, run.status], [130, 'cancelled', 'cancelled'], err);
  });

  it('cancels it by itself in CI, unless told not to', async () => {
    const jenkins = await interruptedRun({ JENKINS_URL: 'https://ci.example/' });
    assert.deepEqual([jenkins.status, jenkins.run.status], [130, 'cancelled']);
    const left = await interruptedRun({ CI: 'true' }, '--no-cancel-on-interrupt', '--no-idempotency-key');
    assert.deepEqual([left.status, left.result.status, left.run.status], [130, 'interrupted', 'queued']);
  });

  it('leaves it going for a person, and says how to see it again', async () => {
    const { status, run, err } = await interruptedRun({});
    assert.deepEqual([status, run.status], [130, 'queued']);
    assert.match(err, new RegExp(`runs follow ${run.id}`));
  });

  it('says when the run may be working still', async () => {
    Object.assign(api.service.madeRuns.service, {
      cancel: async () => {
        throw new Error('the database is on fire');
      },
    });
    const { status, result, err } = await interruptedRun({}, '--cancel-on-interrupt');
    assert.deepEqual([status, result.status, result.error.code], [4, 'interrupted', 'INTERNAL']);
    assert.match(err, new RegExp(`may be working still: .touchstone runs cancel ${result.run_id}`));
  });

  it('tells a CI system by what it sets', () => {
    assert.deepEqual(
      [{ CI: 'true' }, { CI: '1' }, { JENKINS_URL: 'x' }, { CI: 'false' }, { CI: '' }, {}].map(isAutomated),
      [true, true, true, false, false, false],
    );
  });
});
