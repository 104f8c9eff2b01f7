import { z } from 'zod';
import { costsSchema, monthSchema, zoneSchema } from '../../contracts/api/costs.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

/** What the work of a month took. */
export const costRoutes: readonly Route[] = [
  defineRoute({
    name: 'showCosts',
    summary: 'Processor time, energy and cost of the model work of a month, by project',
    method: 'get',
    path: '/v1/costs',
    access: 'reader',
    query: z.strictObject({ month: monthSchema.exactOptional(), zone: zoneSchema.exactOptional() }),
    answers: [{ status: 200, description: 'The month; left out, the present one', schema: costsSchema }],
    handle: async ({ service, query }) => json(await service.costs(query)),
  }),
];
