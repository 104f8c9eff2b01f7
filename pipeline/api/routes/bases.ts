import { z } from 'zod';
import { addBaseRequestSchema, baseListSchema, baseSchema } from '../../contracts/api/base.ts';
import { baseEntrySchema } from '../../contracts/base.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

export const baseRoutes: readonly Route[] = [
  defineRoute({
    name: 'listBases',
    summary: 'List the base models of the catalogue and whether their weights are here',
    method: 'get',
    path: '/v1/bases',
    access: 'reader',
    answers: [{ status: 200, description: 'The catalogue', schema: baseListSchema }],
    handle: async ({ service }) => json({ items: await service.bases.list() }),
  }),
  defineRoute({
    name: 'addBase',
    summary: "Bring in the weights of a base model from a directory of the service's machine",
    method: 'post',
    path: '/v1/bases/:id',
    access: 'operator',
    // It reads a directory that the caller names, with the rights of the service.
    loopbackOnly: true,
    params: z.strictObject({ id: baseEntrySchema.shape.id }),
    body: addBaseRequestSchema,
    answers: [{ status: 200, description: 'The base model, ready', schema: baseSchema }],
    handle: async ({ service, params, body }) =>
      json(await service.bases.add(params.id, body.from, body.digest)),
  }),
];
