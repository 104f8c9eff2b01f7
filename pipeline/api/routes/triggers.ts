import { z } from 'zod';
import {
  triggerIdSchema,
  triggerPageSchema,
  triggerQuerySchema,
  triggerSchema,
} from '../../contracts/api/trigger.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

/** Everything that was to start a run. */
export const triggerRoutes: readonly Route[] = [
  defineRoute({
    name: 'listTriggers',
    summary: 'List what was to start runs and what became of it, the newest first',
    method: 'get',
    path: '/v1/triggers',
    access: 'reader',
    query: triggerQuerySchema,
    answers: [{ status: 200, description: 'A page of triggers', schema: triggerPageSchema }],
    handle: async ({ service, query, language }) => json(await service.triggers.list(query, language)),
  }),
  defineRoute({
    name: 'getTrigger',
    summary: 'Show a trigger',
    method: 'get',
    path: '/v1/triggers/:id',
    access: 'reader',
    params: z.strictObject({ id: triggerIdSchema }),
    answers: [{ status: 200, description: 'The trigger', schema: triggerSchema }],
    handle: async ({ service, params, language }) => json(await service.triggers.show(params.id, language)),
  }),
];
