import { z } from 'zod';
import { aliasSchema } from '../../contracts/api/fields.ts';
import {
  aliasHistorySchema,
  modelVersionPageSchema,
  modelVersionSchema,
  promoteRequestSchema,
  rollbackRequestSchema,
} from '../../contracts/api/model.ts';
import { pageQuerySchema } from '../../contracts/api/page.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { attribution } from '../access/attribution.ts';
import { json } from '../answers/reply.ts';
import { modelVersionParams } from './model-files.ts';
import { defineRoute, type Route } from './route.ts';

const named = z.strictObject({ name: registryNameSchema });
const aliased = z.strictObject({ name: registryNameSchema, alias: aliasSchema });

export const modelRoutes: readonly Route[] = [
  defineRoute({
    name: 'listModels',
    summary: 'List models, each by its newest version',
    method: 'get',
    path: '/v1/models',
    access: 'reader',
    query: pageQuerySchema,
    answers: [{ status: 200, description: 'A page of models', schema: modelVersionPageSchema }],
    handle: async ({ service, query }) => json(await service.models.list(query)),
  }),
  defineRoute({
    name: 'listModelVersions',
    summary: 'List the versions of a model, the newest first, with their aliases',
    method: 'get',
    path: '/v1/models/:name',
    access: 'reader',
    params: named,
    query: pageQuerySchema,
    answers: [{ status: 200, description: 'A page of versions', schema: modelVersionPageSchema }],
    handle: async ({ service, params, query }) => json(await service.models.versions(params.name, query)),
  }),
  defineRoute({
    name: 'getModelVersion',
    summary: 'Show a version of a model, by number or alias',
    method: 'get',
    path: '/v1/models/:name/versions/:version',
    access: 'reader',
    params: modelVersionParams,
    answers: [{ status: 200, description: 'The version', schema: modelVersionSchema }],
    handle: async ({ service, params }) => json(await service.models.show(params.name, params.version)),
  }),
  defineRoute({
    name: 'getModelHistory',
    summary: "List the moves of a model's aliases, the newest first",
    method: 'get',
    path: '/v1/models/:name/history',
    access: 'reader',
    params: named,
    answers: [{ status: 200, description: 'The moves', schema: aliasHistorySchema }],
    handle: async ({ service, params }) => json({ items: await service.models.history(params.name) }),
  }),
  defineRoute({
    name: 'promoteModel',
    summary: 'Let an alias point to a version',
    method: 'post',
    path: '/v1/models/:name/aliases/:alias',
    access: 'operator',
    params: aliased,
    body: promoteRequestSchema,
    answers: [
      { status: 200, description: 'The version that the alias points to now', schema: modelVersionSchema },
    ],
    handle: async ({ service, params, body: { version, by, reason }, caller }) =>
      json(await service.models.promote({ ...params, version, by: attribution(by, caller), reason })),
  }),
  defineRoute({
    name: 'rollBackModel',
    summary: 'Let an alias point to the version that it pointed to before',
    method: 'post',
    path: '/v1/models/:name/aliases/:alias/rollback',
    access: 'operator',
    params: aliased,
    body: rollbackRequestSchema,
    answers: [
      { status: 200, description: 'The version that the alias points to now', schema: modelVersionSchema },
    ],
    handle: async ({ service, params, body: { by, reason }, caller }) =>
      json(await service.models.rollback({ ...params, by: attribution(by, caller), reason })),
  }),
];
