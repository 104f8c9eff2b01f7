import assert from 'node:assert/strict';
import type { TrainerJob, TrainerResult } from '../../../../pipeline/contracts/trainer.ts';
import { MeteredWork } from '../../../../pipeline/engine/metered-work.ts';

const JOB: TrainerJob = { verb: 'inspect', base_dir: null };
const USAGE = {
  device: { kind: 'cpu', name: 'a processor' },
  seconds: 2,
  cpu_seconds: 3,
  peak_rss_bytes: 10,
  peak_device_bytes: null,
  package_joules: 50,
  device_joules: 0,
};
const CUDA = {
  ...USAGE,
  device: { kind: 'cuda', name: 'a card' },
  peak_rss_bytes: 4,
  peak_device_bytes: 99,
  package_joules: null,
  device_joules: 7,
};

/** What is counted after commands with these results. */
async function counted(...results: readonly TrainerResult[]) {
  const left = [...results];
  const work = new MeteredWork({ run: async () => left.shift()! });
  const options = { onProgress: () => {}, signal: new AbortController().signal };
  for (const result of results) assert.equal(await work.run(JOB, options), result);
  return work.total();
}

describe('model work that is metered', () => {
  it('adds up what its commands used, and keeps the highest of the peaks', async () => {
    assert.deepEqual(await counted({ usage: USAGE }, { usage: USAGE }), {
      devices: ['a processor'],
      cpu_seconds: 6,
      gpu_seconds: 0,
      peak_rss_bytes: 10,
      peak_device_bytes: null,
      package_joules: 100,
      device_joules: 0,
    });
  });

  it('knows no sum of what one of them did not count', async () => {
    const total = await counted({ usage: USAGE }, { usage: CUDA });
    assert.deepEqual(total, {
      devices: ['a processor', 'a card'],
      cpu_seconds: 6,
      gpu_seconds: 2,
      peak_rss_bytes: 10,
      peak_device_bytes: 99,
      package_joules: null,
      device_joules: 7,
    });
  });

  it('counts nothing where nothing was asked, does not know what was not told, and refuses what is told in another shape', async () => {
    assert.deepEqual([(await counted())!.devices, (await counted())!.cpu_seconds], [[], 0]);
    assert.equal(await counted({ usage: USAGE }, { steps: 3 }), null);
    for (const usage of [{ ...USAGE, cpu_seconds: -1 }, { ...USAGE, seconds: 'long' }, null])
      await assert.rejects(counted({ usage }), { code: 'TRAINER_OUTPUT' });
  });
});
