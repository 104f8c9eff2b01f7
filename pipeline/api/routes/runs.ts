import { z } from 'zod';
import { runIdSchema } from '../../contracts/api/fields.ts';
import { runPageSchema, runSchema, startedRunSchema } from '../../contracts/api/run.ts';
import { runKeyRequestSchema, runKeySchema } from '../../contracts/api/run-key.ts';
import { runQuerySchema, runRequestSchema } from '../../contracts/api/run-request.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';
import { attributed, startedRun, startedRunAnswers } from './started-run.ts';

const identified = z.strictObject({ id: runIdSchema });

export const runRoutes: readonly Route[] = [
  defineRoute({
    name: 'createRun',
    summary: 'Start a run',
    method: 'post',
    path: '/v1/runs',
    access: 'operator',
    body: runRequestSchema,
    answers: startedRunAnswers,
    handle: async ({ service, body, caller, language }) =>
      startedRun(await service.runs.create({ ...body, trigger: attributed(body.trigger, caller) }, language)),
  }),
  defineRoute({
    name: 'keyOfRun',
    summary: 'Say what work a run would do, as a key that `key` of a run can be made from; starts nothing',
    method: 'post',
    path: '/v1/run-keys',
    access: 'operator',
    body: runKeyRequestSchema,
    answers: [{ status: 200, description: 'The key', schema: runKeySchema }],
    handle: async ({ service, body }) => json({ key: await service.runs.key(body) }),
  }),
  defineRoute({
    name: 'listRuns',
    summary: 'List runs, the newest first',
    method: 'get',
    path: '/v1/runs',
    access: 'reader',
    query: runQuerySchema,
    answers: [{ status: 200, description: 'A page of runs', schema: runPageSchema }],
    handle: async ({ service, query, language }) => json(await service.runs.list(query, language)),
  }),
  defineRoute({
    name: 'getRun',
    summary: 'Show a run with its stages',
    method: 'get',
    path: '/v1/runs/:id',
    access: 'reader',
    params: identified,
    answers: [{ status: 200, description: 'The run', schema: runSchema }],
    handle: async ({ service, params, language }) => json(await service.runs.show(params.id, language)),
  }),
  defineRoute({
    name: 'cancelRun',
    summary: 'Cancel a run that is queued or running',
    method: 'post',
    path: '/v1/runs/:id/cancel',
    access: 'operator',
    params: identified,
    answers: [{ status: 200, description: 'The run', schema: runSchema }],
    handle: async ({ service, params, language }) => json(await service.runs.cancel(params.id, language)),
  }),
  defineRoute({
    name: 'resumeRun',
    summary: 'Let a failed or cancelled run go on from its last finished stage',
    method: 'post',
    path: '/v1/runs/:id/resume',
    access: 'operator',
    params: identified,
    answers: [{ status: 200, description: 'The run', schema: runSchema }],
    handle: async ({ service, params, language }) => json(await service.runs.resume(params.id, language)),
  }),
  defineRoute({
    name: 'retryRun',
    summary: 'Start a new run of the same dataset and spec',
    method: 'post',
    path: '/v1/runs/:id/retry',
    access: 'operator',
    params: identified,
    answers: [{ status: 201, description: 'The new run', schema: startedRunSchema }],
    handle: async ({ service, params, caller, language }) =>
      startedRun(await service.runs.retry(params.id, language, caller.id)),
  }),
];
