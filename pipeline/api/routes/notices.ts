import { z } from 'zod';
import {
  noticeIdSchema,
  noticePageSchema,
  noticeSchema,
  replayRequestSchema,
  targetListSchema,
  targetNameSchema,
  testNoticeRequestSchema,
} from '../../contracts/api/notice.ts';
import { pageQueryShape } from '../../contracts/api/page.ts';
import { DELIVERY_STATUSES } from '../../contracts/notices.ts';
import { attribution } from '../access/attribution.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const identified = z.strictObject({ id: noticeIdSchema });

/** What is told to the outside, and to whom. */
export const noticeRoutes: readonly Route[] = [
  defineRoute({
    name: 'listNotices',
    summary: 'List what was told to the outside, the newest first, with what became of each delivery',
    method: 'get',
    path: '/v1/notices',
    access: 'reader',
    query: z.strictObject({ ...pageQueryShape, status: z.enum(DELIVERY_STATUSES).exactOptional() }),
    answers: [{ status: 200, description: 'One page', schema: noticePageSchema }],
    handle: async ({ service, query }) => json(await service.notices.list(query)),
  }),
  defineRoute({
    name: 'showNotice',
    summary: 'One notice with its deliveries',
    method: 'get',
    path: '/v1/notices/:id',
    access: 'reader',
    params: identified,
    answers: [{ status: 200, description: 'The notice', schema: noticeSchema }],
    handle: async ({ service, params }) => json(await service.notices.show(params.id)),
  }),
  defineRoute({
    name: 'replayNotice',
    summary: 'Send a notice again, with the id that it had',
    method: 'post',
    path: '/v1/notices/:id/replay',
    access: 'operator',
    params: identified,
    body: replayRequestSchema,
    answers: [{ status: 200, description: 'The notice, on its way', schema: noticeSchema }],
    handle: async ({ service, params, body }) => json(await service.notices.replay({ ...params, ...body })),
  }),
  defineRoute({
    name: 'listNoticeTargets',
    summary: 'List the targets of the settings and how each stands; no secret and no full address',
    method: 'get',
    path: '/v1/notice-targets',
    access: 'reader',
    answers: [{ status: 200, description: 'The targets', schema: targetListSchema }],
    handle: async ({ service }) => json({ items: await service.notices.targets() }),
  }),
  defineRoute({
    name: 'testNoticeTarget',
    summary: 'Send a test notice to a target, once; what arrives switches the target on again',
    method: 'post',
    path: '/v1/notice-targets/:target/test',
    access: 'operator',
    params: z.strictObject({ target: targetNameSchema }),
    body: testNoticeRequestSchema,
    answers: [{ status: 200, description: 'It has arrived', schema: noticeSchema }],
    handle: async ({ service, params, body, caller }) =>
      json(await service.notices.test({ ...params, by: attribution(body.by, caller) })),
  }),
];
