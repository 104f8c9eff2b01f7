import { z } from 'zod';
import { LANGUAGES } from '../names.ts';
import {
  DELIVERY_FAULTS,
  DELIVERY_STATUSES,
  type DeliveryFault,
  type DeliveryView,
  NOTICE_TOPICS,
  NOTICE_TYPES,
  type NoticeView,
  TARGET_KINDS,
  type TargetView,
} from '../notices.ts';
import { instantSchema, personSchema } from './fields.ts';
import { pageOf } from './page.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

export const noticeIdSchema = z.string().regex(/^ntc_[0-9a-z]{1,64}$/);
export const targetNameSchema = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/);

const faultSchema = z
  .object({
    code: z.enum(DELIVERY_FAULTS),
    detail: z.string().describe('A status or a code of the network; never text of the other side'),
  } satisfies ShapeOf<DeliveryFault>)
  .register(responseSchemas, { id: 'DeliveryFault' });

const deliverySchema = z
  .object({
    target: z.string(),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.number().int(),
    nextAt: instantSchema.nullable().describe('When it is tried next'),
    lastAt: instantSchema.nullable(),
    deliveredAt: instantSchema.nullable(),
    fault: faultSchema.nullable(),
  } satisfies ShapeOf<DeliveryView>)
  .register(responseSchemas, { id: 'Delivery' });

export const noticeSchema = z
  .object({
    id: z.string(),
    type: z.enum(NOTICE_TYPES),
    name: z.string(),
    run: z.string().nullable(),
    trigger: z.string().nullable(),
    at: instantSchema,
    deliveries: z.array(deliverySchema),
  } satisfies ShapeOf<NoticeView>)
  .register(responseSchemas, { id: 'Notice' });

export const noticePageSchema = pageOf('NoticePage', noticeSchema);

export const targetSchema = z
  .object({
    name: z.string(),
    kind: z.enum(TARGET_KINDS),
    host: z.string(),
    language: z.enum(LANGUAGES),
    topics: z.array(z.enum(NOTICE_TOPICS)),
    names: z.array(z.string()).nullable().describe('null: all'),
    inside: z.boolean(),
    failingSince: instantSchema.nullable(),
    offSince: instantSchema.nullable().describe('null: it is on'),
    fault: faultSchema.nullable(),
  } satisfies ShapeOf<TargetView>)
  .register(responseSchemas, { id: 'NoticeTarget' });

export const targetListSchema = z
  .object({ items: z.array(targetSchema) })
  .register(responseSchemas, { id: 'NoticeTargetList' });

/** Body of POST /v1/notices/{id}/replay. */
export const replayRequestSchema = z
  .strictObject({ target: targetNameSchema.exactOptional().describe('All of its targets when left out') })
  .register(requestSchemas, { id: 'ReplayRequest' });

/** Body of POST /v1/notice-targets/{target}/test. */
export const testNoticeRequestSchema = z
  .strictObject({ by: personSchema })
  .register(requestSchemas, { id: 'TestNoticeRequest' });
