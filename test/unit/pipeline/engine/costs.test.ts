import assert from 'node:assert/strict';
import type { StageName } from '../../../../pipeline/contracts/names.ts';
import type { StageUsage } from '../../../../pipeline/contracts/resources.ts';
import { costsOf, monthOf } from '../../../../pipeline/engine/costs.ts';
import { finishStage, startStage } from '../../../../pipeline/store/rows/stage-runs.ts';
import { onEveryDatabase, unique } from '../store/databases.ts';
import { storedRun } from '../store/rows/stored-run.ts';

const ZONE = 'Asia/Taipei';
const RATES = { cpu_watts: 10, currency: 'TWD', per_kwh: 4, per_gpu_hour: 30 };
const CPU: StageUsage = {
  devices: ['a processor'],
  cpu_seconds: 3600,
  gpu_seconds: 0,
  peak_rss_bytes: 1,
  peak_device_bytes: null,
  package_joules: null,
  device_joules: 0,
};
const GPU: StageUsage = { ...CPU, gpu_seconds: 7200, device_joules: 3.6e6 };

onEveryDatabase('what the model work of a month took', (database) => {
  async function done(
    run: string,
    stage: StageName,
    usage: StageUsage | null,
    cached = false,
  ): Promise<void> {
    const at = (await startStage(database(), run, stage, 'worker'))!;
    const result = { outputs: {}, summary: usage === null ? {} : { usage } };
    await finishStage(database(), at, { result, cached, stageKey: 'k'.repeat(64), seconds: 9 });
  }
  const finishedAt = (run: string, at: string) =>
    database().query('UPDATE touchstone.stage_runs SET finished_at = $2 WHERE run_id = $1', [run, at]);

  it('is summed by project, the dearest first, in the month of the time zone', async () => {
    const [small, large] = [unique('small'), unique('large')];
    const one = await storedRun(database(), small);
    await done(one, 'ingest', null);
    await done(one, 'train', CPU);
    await done(one, 'evaluate', { ...CPU, cpu_seconds: 1800 });
    // The last second of January in Taipei, and the first of February.
    await finishedAt(one, '2031-01-31T15:59:59Z');
    const other = await storedRun(database(), large);
    await done(other, 'train', GPU);
    await finishedAt(other, '2030-12-31T16:00:00Z');
    const late = await storedRun(database(), small);
    await done(late, 'train', CPU);
    await finishedAt(late, '2031-01-31T16:00:00Z');

    const { projects, total } = await costsOf(database(), RATES, { month: '2031-01', zone: ZONE });
    assert.deepEqual(
      projects.map(({ name, runs, cpu_seconds: cpu, gpu_seconds: gpu, joules }) => [
        name,
        runs,
        cpu,
        gpu,
        joules,
      ]),
      [
        [large, 1, 3600, 7200, 36_000 + 3.6e6],
        [small, 1, 5400, 0, 54_000],
      ],
    );
    // 0.015 kWh at 4; 2 hours at 30 and 1.01 kWh at 4.
    assert.ok(Math.abs(projects[1]!.cost!.total! - 0.06) < 1e-9);
    assert.ok(Math.abs(total.cost!.total! - (60 + 4.04 + 0.06)) < 1e-9);
    assert.equal((await costsOf(database(), RATES, { month: '2031-02', zone: ZONE })).projects.length, 1);
  });

  it('counts nothing for answers from memory, and no sum where a part is not known', async () => {
    const run = await storedRun(database());
    await done(run, 'train', CPU, true);
    await finishedAt(run, '2032-03-05T00:00:00Z');
    const none = await costsOf(database(), RATES, { month: '2032-03', zone: ZONE });
    assert.deepEqual([none.projects, none.total.runs, none.total.joules], [[], 0, 0]);
    const untold = await storedRun(database());
    await done(untold, 'train', null);
    await finishedAt(untold, '2032-03-06T00:00:00Z');
    const { total } = await costsOf(database(), RATES, { month: '2032-03', zone: ZONE });
    assert.deepEqual([total.joules, total.cost!.total], [null, null]);
  });
});

describe('the month that is asked for', () => {
  it('is the present one of the time zone where nothing is said', () => {
    const now = new Date('2031-01-31T16:30:00Z');
    assert.deepEqual(monthOf({ zone: ZONE }, now), { month: '2031-02', zone: ZONE });
    assert.deepEqual(monthOf({ zone: 'UTC' }, now), { month: '2031-01', zone: 'UTC' });
    assert.equal(monthOf({ month: '2030-05', zone: ZONE }, now).month, '2030-05');
  });
});
