import { z } from 'zod';
import { STAGE_NAMES } from '../../pipeline/contracts/names.ts';
import { ENERGY_SOURCES, type ResourcesReport } from '../../pipeline/contracts/resources.ts';

const amount = z.number().min(0);
const stage = z.enum(STAGE_NAMES);

export const resourcesSchema = z
  .looseObject({
    stages: z
      .array(
        z.looseObject({
          stage,
          seconds: amount.describe('When the result was made, be it for this run or an earlier one.'),
          model: z
            .looseObject({
              devices: z.array(z.string()),
              cpu_seconds: amount,
              gpu_seconds: amount.describe('Seconds of commands that worked on a graphics processor.'),
              peak_rss_bytes: amount,
              peak_device_bytes: amount.nullable(),
              package_joules: amount
                .nullable()
                .describe(
                  'Of all processor packages by RAPL, whoever used them; null where it cannot be read.',
                ),
              device_joules: amount.nullable().describe('Of the graphics processor by NVML.'),
            })
            .nullable()
            .describe('What its model work used; null where there was none, or it was not counted.'),
        }),
      )
      .describe('The stages before the report.'),
    rates: z.looseObject({
      cpu_watts: amount.describe('Watts that a busy core is taken to draw where nothing counts.'),
      currency: z.string(),
      per_kwh: amount.nullable(),
      per_gpu_hour: amount.nullable(),
    }),
    seconds: amount.describe('Of all stages listed.'),
    energy: z
      .looseObject({
        joules: amount,
        parts: z.array(
          z.looseObject({
            stage,
            source: z
              .enum(ENERGY_SOURCES)
              .describe(
                'processor_counter: RAPL; gpu_counter: NVML; cpu_seconds: processor time × cpu_watts.',
              ),
            joules: amount,
          }),
        ),
      })
      .nullable()
      .describe('An estimate for the model work; null where a part of it was not counted.'),
    cost: z
      .looseObject({ electricity: amount.nullable(), gpu: amount.nullable(), total: amount.nullable() })
      .nullable()
      .describe('In `rates.currency`; null where no tariff is set.'),
  })
  .describe('Time, memory, energy and cost of the run.') satisfies z.ZodType<ResourcesReport>;
