import assert from 'node:assert/strict';
import { readSettings } from '../../../../pipeline/config/settings.ts';

describe('what a site says of energy and its price', () => {
  const rates = (env: Record<string, string>) => readSettings(env).rates;

  it('is TWD, ten watts for a busy core and no tariff unless it says otherwise', () => {
    assert.deepEqual(rates({}), { cpu_watts: 10, currency: 'TWD', per_kwh: null, per_gpu_hour: null });
    assert.deepEqual(
      rates({
        TOUCHSTONE_CPU_WATTS: '7.5',
        TOUCHSTONE_CURRENCY: 'EUR',
        TOUCHSTONE_PRICE_KWH: '0.31',
        TOUCHSTONE_PRICE_GPU_HOUR: '2',
      }),
      { cpu_watts: 7.5, currency: 'EUR', per_kwh: 0.31, per_gpu_hour: 2 },
    );
  });

  it('is refused by name where it is no amount or no currency', () => {
    for (const [name, value] of [
      ['TOUCHSTONE_PRICE_KWH', '-1'],
      ['TOUCHSTONE_PRICE_KWH', '4,27'],
      ['TOUCHSTONE_PRICE_GPU_HOUR', 'free'],
      ['TOUCHSTONE_CPU_WATTS', '1e3'],
      ['TOUCHSTONE_CURRENCY', 'NT$'],
    ] as const)
      assert.throws(() => rates({ [name]: value }), { code: 'SETTINGS_INVALID', place: { field: name } });
  });
});
