import { z } from 'zod';
import {
  datasetPageSchema,
  datasetSchema,
  datasetVersionPageSchema,
  datasetVersionSchema,
  expiryRequestSchema,
  uploadQuerySchema,
} from '../../contracts/api/dataset.ts';
import { versionNumberSchema } from '../../contracts/api/fields.ts';
import { pageQuerySchema } from '../../contracts/api/page.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { created, json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const named = z.strictObject({ name: registryNameSchema });

export const datasetRoutes: readonly Route[] = [
  defineRoute({
    name: 'uploadDataset',
    summary: 'Upload a file as the next version of a dataset, which is made if there is none',
    method: 'post',
    path: '/v1/datasets/:name/versions',
    access: 'operator',
    params: named,
    query: uploadQuerySchema,
    form: { field: 'file', description: 'Records or documents, of any kind that is read' },
    answers: [
      {
        status: 201,
        description: 'The version; the same bytes again give the same one',
        schema: datasetVersionSchema,
      },
    ],
    handle: async ({
      service,
      params,
      query: { expire_raw_days: expireAfterDays, ...reading },
      caller,
      upload,
    }) =>
      created(
        await upload(({ filename, stream }) =>
          service.datasets.upload({
            ...{ name: params.name, filename, stream, by: caller.id },
            ...(expireAfterDays !== undefined && { expireAfterDays }),
            ...(Object.keys(reading).length > 0 && { reading }),
          }),
        ),
      ),
  }),
  defineRoute({
    name: 'setExpiry',
    summary: 'Set when the raw file of a version is deleted',
    method: 'post',
    path: '/v1/datasets/:name/versions/:version/expiry',
    access: 'operator',
    params: named.extend({ version: z.coerce.number().pipe(versionNumberSchema) }),
    body: expiryRequestSchema,
    answers: [{ status: 200, description: 'The version', schema: datasetVersionSchema }],
    handle: async ({ service, params, body }) => json(await service.datasets.expire({ ...params, ...body })),
  }),
  defineRoute({
    name: 'listDatasets',
    summary: 'List datasets',
    method: 'get',
    path: '/v1/datasets',
    access: 'reader',
    query: pageQuerySchema,
    answers: [{ status: 200, description: 'A page of datasets', schema: datasetPageSchema }],
    handle: async ({ service, query }) => json(await service.datasets.list(query)),
  }),
  defineRoute({
    name: 'getDataset',
    summary: 'Show a dataset',
    method: 'get',
    path: '/v1/datasets/:name',
    access: 'reader',
    params: named,
    answers: [{ status: 200, description: 'The dataset', schema: datasetSchema }],
    handle: async ({ service, params }) => json(await service.datasets.show(params.name)),
  }),
  defineRoute({
    name: 'listDatasetVersions',
    summary: 'List the versions of a dataset, the newest first',
    method: 'get',
    path: '/v1/datasets/:name/versions',
    access: 'reader',
    params: named,
    query: pageQuerySchema,
    answers: [{ status: 200, description: 'A page of versions', schema: datasetVersionPageSchema }],
    handle: async ({ service, params, query }) => json(await service.datasets.versions(params.name, query)),
  }),
];
