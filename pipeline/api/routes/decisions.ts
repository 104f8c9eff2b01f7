import { z } from 'zod';
import {
  decisionIdSchema,
  decisionPageSchema,
  decisionQuerySchema,
  decisionRequestSchema,
  decisionSchema,
  withdrawalSchema,
} from '../../contracts/api/decision.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { attribution } from '../access/attribution.ts';
import { created, json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const named = z.strictObject({ name: registryNameSchema });

/** What people decide about records and rules of a dataset; it holds for every upload of it. */
export const decisionRoutes: readonly Route[] = [
  defineRoute({
    name: 'decide',
    summary: 'Decide about a record or a rule, in the place of what was decided about it before',
    method: 'post',
    path: '/v1/datasets/:name/decisions',
    access: 'operator',
    params: named,
    body: decisionRequestSchema,
    answers: [
      { status: 201, description: 'The decision, in force from the next run', schema: decisionSchema },
    ],
    handle: async ({ service, params, body, caller }) =>
      created(await service.decisions.decide(params.name, { ...body, by: attribution(body.by, caller) })),
  }),
  defineRoute({
    name: 'listDecisions',
    summary: 'List the decisions about a dataset, the newest first',
    method: 'get',
    path: '/v1/datasets/:name/decisions',
    access: 'reader',
    params: named,
    query: decisionQuerySchema,
    answers: [{ status: 200, description: 'A page of decisions', schema: decisionPageSchema }],
    handle: async ({ service, params, query: { all, ...page } }) =>
      json(await service.decisions.list(params.name, { ...page, all: all === 'true' })),
  }),
  defineRoute({
    name: 'withdrawDecision',
    summary: 'Take a decision back; it stays on record',
    method: 'post',
    path: '/v1/datasets/:name/decisions/:id/withdraw',
    access: 'operator',
    params: named.extend({ id: decisionIdSchema }),
    body: withdrawalSchema,
    answers: [{ status: 200, description: 'The decision', schema: decisionSchema }],
    handle: async ({ service, params, body, caller }) =>
      json(
        await service.decisions.withdraw(params.name, params.id, {
          by: attribution(body.by, caller),
          reason: body.reason,
        }),
      ),
  }),
];
