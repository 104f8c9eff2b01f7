import type { SiteRates } from '../contracts/resources.ts';
import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';

/** Watts of a busy core with its share of the machine: between a server's processor and a desk's. */
const CPU_WATTS = 10;
const AMOUNT = /^\d{1,7}(?:\.\d{1,6})?$/;

/** What the environment says of energy and its price. Errors: `SETTINGS_INVALID`. */
export function readSiteRates(read: EnvironmentReader): SiteRates {
  return {
    cpu_watts: amountIn(read, 'TOUCHSTONE_CPU_WATTS') ?? CPU_WATTS,
    currency: read.pattern('TOUCHSTONE_CURRENCY', 'TWD', /^[A-Z]{3}$/),
    per_kwh: amountIn(read, 'TOUCHSTONE_PRICE_KWH'),
    per_gpu_hour: amountIn(read, 'TOUCHSTONE_PRICE_GPU_HOUR'),
  };
}

function amountIn(read: EnvironmentReader, name: string): number | null {
  const written = read.optional(name);
  if (written === null) return null;
  if (!AMOUNT.test(written))
    throw invalidSetting(name, `"${written.slice(0, 40)}" is not an amount such as 4.27`);
  return Number(written);
}
