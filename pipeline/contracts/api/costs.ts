import { z } from 'zod';
import type { CostSum, CostsView } from '../costs.ts';
import type { SiteRates } from '../resources.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

const amount = z.number().min(0);

/** A calendar month: `2026-11`. */
export const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'a month such as 2026-11');

/** A time zone that this machine knows. */
export const zoneSchema = z
  .string()
  .max(100)
  .refine(isZone, 'an IANA time zone such as Asia/Taipei')
  .meta({ description: 'IANA name; left out: that of the service' });

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const sumShape = {
  runs: z
    .number()
    .int()
    .min(0)
    .describe('Runs that had model work done; those that answered from memory took none'),
  cpu_seconds: amount,
  gpu_seconds: amount,
  joules: amount.nullable().describe('An estimate; null where a part of it is not known'),
  cost: z
    .object({
      electricity: amount.nullable(),
      gpu: amount.nullable(),
      total: amount.nullable(),
    })
    .nullable()
    .describe('Null where the site names no tariff'),
} satisfies ShapeOf<CostSum>;

export const costsSchema = z
  .object({
    month: monthSchema,
    zone: z.string().describe('IANA name of the time zone whose month it is'),
    rates: z.object({
      cpu_watts: amount,
      currency: z.string(),
      per_kwh: amount.nullable(),
      per_gpu_hour: amount.nullable(),
    } satisfies ShapeOf<SiteRates>),
    projects: z.array(z.object({ name: z.string(), ...sumShape })),
    total: z.object(sumShape),
  } satisfies ShapeOf<CostsView>)
  .register(responseSchemas, { id: 'Costs' });
