import { z } from 'zod';
import { digestSchema } from '../../contracts/api/fields.ts';
import {
  leaseBeatSchema,
  leaseDoneSchema,
  leaseFailureSchema,
  leaseFilesSchema,
  leasePiecesRequestSchema,
  leasePiecesSchema,
  leaseReleaseSchema,
  leaseResultSchema,
  leaseWordSchema,
  pieceNumberSchema,
  pieceStoredSchema,
} from '../../contracts/api/lease.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const ACCEPTED = [{ status: 200, description: 'It is done', schema: leaseDoneSchema }] as const;
const accepted = () => json({ accepted: true });

/** What a node does with work that it was given, by the credential of that lease: no other work is named here, or could be. */
export const leaseRoutes: readonly Route[] = [
  defineRoute({
    name: 'leaseBeat',
    summary: 'Say that the work goes on, how far it is and how the node is',
    method: 'post',
    path: '/v1/lease/beat',
    access: 'lease',
    body: leaseBeatSchema,
    answers: [{ status: 200, description: 'Whether to go on', schema: leaseWordSchema }],
    handle: async ({ service, caller, body }) => json(await service.leases.beat(caller.lease!, body)),
  }),
  defineRoute({
    name: 'leaseInput',
    summary: 'An input of the work, or a file of its checkpoint, by digest',
    method: 'get',
    path: '/v1/lease/inputs/:digest',
    access: 'lease',
    params: z.strictObject({ digest: digestSchema }),
    answers: [{ status: 200, description: 'The bytes', media: 'application/octet-stream' }],
    handle: async ({ service, caller, params: { digest } }) => ({
      kind: 'bytes',
      shown: 'download',
      filename: digest,
      ...(await service.leases.input(caller.lease!, digest)),
    }),
  }),
  defineRoute({
    name: 'leasePieces',
    summary: 'Which pieces of these files are there already',
    method: 'post',
    path: '/v1/lease/pieces',
    access: 'lease',
    body: leasePiecesRequestSchema,
    answers: [{ status: 200, description: 'Numbers of pieces by digest', schema: leasePiecesSchema }],
    handle: async ({ service, caller, body }) =>
      json({ pieces: await service.leases.pieces(caller.lease!, body.digests) }),
  }),
  defineRoute({
    name: 'leasePutPiece',
    summary: 'Send one piece of a file that the work made; the same again changes nothing',
    method: 'post',
    path: '/v1/lease/files/:digest/pieces/:piece',
    access: 'lease',
    params: z.strictObject({ digest: digestSchema, piece: pieceNumberSchema }),
    query: z.strictObject({ sha256: digestSchema.describe('Of the piece') }),
    form: { field: 'file', description: 'The bytes of the piece: 8 MiB, of the last one what is left' },
    answers: [{ status: 200, description: 'It is stored', schema: pieceStoredSchema }],
    handle: async ({ service, caller, params, query, upload }) =>
      json(
        await upload(({ stream }) => service.leases.putPiece(caller.lease!, { ...params, ...query }, stream)),
      ),
  }),
  defineRoute({
    name: 'leaseCheckpoint',
    summary: 'Keep these files, which were sent, as the place that another node can go on from',
    method: 'post',
    path: '/v1/lease/checkpoint',
    access: 'lease',
    body: leaseFilesSchema,
    answers: ACCEPTED,
    handle: async ({ service, caller, body }) => {
      await service.leases.checkpoint(caller.lease!, body.files);
      return accepted();
    },
  }),
  defineRoute({
    name: 'leaseFinish',
    summary: 'The work is done: its result and its files, which were sent; the same again changes nothing',
    method: 'post',
    path: '/v1/lease/finish',
    access: 'lease',
    body: leaseResultSchema,
    answers: ACCEPTED,
    handle: async ({ service, caller, body }) => {
      await service.leases.finish(caller.lease!, body);
      return accepted();
    },
  }),
  defineRoute({
    name: 'leaseFail',
    summary: 'The trainer says that the work cannot be done',
    method: 'post',
    path: '/v1/lease/fail',
    access: 'lease',
    body: leaseFailureSchema,
    answers: ACCEPTED,
    handle: async ({ service, caller, body }) => {
      await service.leases.fail(caller.lease!, body);
      return accepted();
    },
  }),
  defineRoute({
    name: 'leaseRelease',
    summary: 'Hand the work back, so that another node goes on with it',
    method: 'post',
    path: '/v1/lease/release',
    access: 'lease',
    body: leaseReleaseSchema,
    answers: ACCEPTED,
    handle: async ({ service, caller, body }) => {
      await service.leases.release(caller.lease!, body);
      return accepted();
    },
  }),
];
