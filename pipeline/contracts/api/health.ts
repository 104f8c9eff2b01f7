import { z } from 'zod';
import type { HealthCheck } from '../service.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

/** Answer of GET /healthz: the process is able to answer. */
export const healthSchema = z
  .object({ status: z.literal('ok'), version: z.string() })
  .register(responseSchemas, { id: 'Health' });

/** Answer of GET /readyz. Callers without a key see empty details: they may name addresses and directories. */
export const readinessSchema = z
  .object({
    status: z.enum(['ok', 'warn', 'fail']),
    checks: z.array(
      z.object({
        name: z.string(),
        status: z.enum(['ok', 'warn', 'fail']),
        detail: z.string(),
      } satisfies ShapeOf<HealthCheck>),
    ),
  })
  .register(responseSchemas, { id: 'Readiness' });
