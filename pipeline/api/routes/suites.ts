import { z } from 'zod';
import {
  freezeRequestSchema,
  suiteListSchema,
  suiteSchema,
  unfreezeRequestSchema,
} from '../../contracts/api/suite.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { attribution } from '../access/attribution.ts';
import { created, json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const named = z.strictObject({ name: registryNameSchema });

/** The test set that all versions of a model are judged by. */
export const suiteRoutes: readonly Route[] = [
  defineRoute({
    name: 'listSuites',
    summary: 'List the test sets that were frozen for a model, the newest first',
    method: 'get',
    path: '/v1/models/:name/suite',
    access: 'reader',
    params: named,
    answers: [{ status: 200, description: 'The suites', schema: suiteListSchema }],
    handle: async ({ service, params }) => json({ items: await service.suites.list(params.name) }),
  }),
  defineRoute({
    name: 'freezeSuite',
    summary: "Judge all further runs of a model by one run's test set",
    method: 'post',
    path: '/v1/models/:name/suite',
    access: 'operator',
    params: named,
    body: freezeRequestSchema,
    answers: [{ status: 201, description: 'The suite, in force from the next run', schema: suiteSchema }],
    handle: async ({ service, params, body, caller }) =>
      created(await service.suites.freeze({ ...params, ...body, by: attribution(body.by, caller) })),
  }),
  defineRoute({
    name: 'unfreezeSuite',
    summary: 'Let further runs of a model have test sets of their own again; the suite stays on record',
    method: 'post',
    path: '/v1/models/:name/suite/unfreeze',
    access: 'operator',
    params: named,
    body: unfreezeRequestSchema,
    answers: [{ status: 200, description: 'The suite', schema: suiteSchema }],
    handle: async ({ service, params, body, caller }) =>
      json(await service.suites.unfreeze({ ...params, ...body, by: attribution(body.by, caller) })),
  }),
];
