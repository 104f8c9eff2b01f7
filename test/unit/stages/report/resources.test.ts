import assert from 'node:assert/strict';
import type { RunUsage, SiteRates, StageUsage } from '../../../../pipeline/contracts/resources.ts';
import { resourcesOf } from '../../../../stages/report/resources.ts';

const RATES: SiteRates = { cpu_watts: 10, currency: 'TWD', per_kwh: null, per_gpu_hour: null };
const CPU: StageUsage = {
  devices: ['a processor'],
  cpu_seconds: 720,
  gpu_seconds: 0,
  peak_rss_bytes: 1,
  peak_device_bytes: null,
  package_joules: null,
  device_joules: 0,
};
const GPU: StageUsage = {
  ...CPU,
  gpu_seconds: 1800,
  peak_device_bytes: 5,
  package_joules: 2000,
  device_joules: 500_000,
};

const run = (train: StageUsage | null, evaluate: StageUsage | null, rates = RATES): RunUsage => ({
  stages: [
    { stage: 'ingest', seconds: 1.5, model: null },
    { stage: 'train', seconds: 400, model: train },
    { stage: 'evaluate', seconds: 100.25, model: evaluate },
  ],
  rates,
});

describe('resources of a run', () => {
  it('are the times of its stages, and processor time by the stated watts where nothing counts', () => {
    const { seconds, energy, cost } = resourcesOf(run(CPU, { ...CPU, cpu_seconds: 36 }));
    assert.equal(seconds, 501.75);
    assert.deepEqual(energy, {
      joules: 7560,
      parts: [
        { stage: 'train', source: 'cpu_seconds', joules: 7200 },
        { stage: 'evaluate', source: 'cpu_seconds', joules: 360 },
      ],
    });
    assert.equal(cost, null, 'no tariff, no cost');
  });

  it('are what the counters say where there are some, of processor and graphics processor', () => {
    assert.deepEqual(resourcesOf(run(GPU, { ...CPU, package_joules: 30 })).energy, {
      joules: 502_030,
      parts: [
        { stage: 'train', source: 'processor_counter', joules: 2000 },
        { stage: 'train', source: 'gpu_counter', joules: 500_000 },
        { stage: 'evaluate', source: 'processor_counter', joules: 30 },
      ],
    });
    assert.equal(resourcesOf(run({ ...GPU, package_joules: null }, CPU)).energy!.joules, 514_400);
  });

  it('claim no energy where a part was not counted: a device without counter, or work from before', () => {
    assert.equal(resourcesOf(run({ ...GPU, device_joules: null }, CPU)).energy, null);
    assert.equal(resourcesOf(run(null, CPU)).energy, null);
    assert.equal(resourcesOf(run(CPU, null)).energy, null);
  });

  it('need no energy where all answers were remembered', () => {
    const none = { ...CPU, devices: [], cpu_seconds: 0, package_joules: 0 };
    assert.deepEqual(
      resourcesOf(run(CPU, none)).energy!.parts.map(({ stage }) => stage),
      ['train'],
    );
  });

  it('cost what the site pays: a kilowatt-hour, an hour of a graphics processor, or both', () => {
    // 2 × 720 s × 10 W = 0.004 kWh.
    const perKwh = resourcesOf(run(CPU, CPU, { ...RATES, per_kwh: 5 })).cost!;
    assert.deepEqual([perKwh.electricity, perKwh.gpu, perKwh.total], [0.02, null, 0.02]);
    const perHour = resourcesOf(run(GPU, CPU, { ...RATES, per_gpu_hour: 60 })).cost;
    assert.deepEqual(perHour, { electricity: null, gpu: 30, total: 30 });
    const both = resourcesOf(run(GPU, CPU, { ...RATES, per_kwh: 3.6, per_gpu_hour: 60 })).cost!;
    // 509,200 J at 3.6 for 3.6 MJ.
    assert.ok(Math.abs(both.electricity! - 0.5092) < 1e-12);
    assert.ok(Math.abs(both.total! - 30.5092) < 1e-12);
  });

  it('give no sum of cost that lacks a part', () => {
    const rates = { ...RATES, per_kwh: 5, per_gpu_hour: 60 };
    const { cost } = resourcesOf(run({ ...GPU, device_joules: null }, CPU, rates));
    assert.deepEqual(cost, { electricity: null, gpu: 30, total: null });
  });
});
