import { z } from 'zod';
import { runIdSchema } from '../../contracts/api/fields.ts';
import { pageQuerySchema } from '../../contracts/api/page.ts';
import {
  unmaskedRecordSchema,
  unmaskingPageSchema,
  unmaskRequestSchema,
} from '../../contracts/api/unmask.ts';
import { attribution } from '../access/attribution.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const identified = z.strictObject({ id: runIdSchema });

export const unmaskRoutes: readonly Route[] = [
  defineRoute({
    name: 'unmaskRecord',
    summary:
      'Show a record as it was before masking, to somebody who proves to have the key; each call is written down',
    method: 'post',
    path: '/v1/runs/:id/unmask',
    access: 'operator',
    params: identified,
    body: unmaskRequestSchema,
    answers: [{ status: 200, description: 'The record; never stored', schema: unmaskedRecordSchema }],
    handle: async ({ service, params, body, caller }) => {
      const request = { run: params.id, ...body };
      const shown = await service.runs.unmask(request, attribution(body.by, caller));
      return { ...json(shown), confidential: true };
    },
  }),
  defineRoute({
    name: 'listUnmaskings',
    summary: 'Who saw, or wanted to see, masked personal data of a run, and why; the newest first',
    method: 'get',
    path: '/v1/runs/:id/unmaskings',
    access: 'reader',
    params: identified,
    query: pageQuerySchema,
    answers: [{ status: 200, description: 'A page of the trail', schema: unmaskingPageSchema }],
    handle: async ({ service, params, query }) => json(await service.runs.unmaskings(params.id, query)),
  }),
];
