import { z } from 'zod';
import { datasetDiffQuerySchema, datasetDiffSchema } from '../../contracts/api/dataset-diff.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';
import { bytesReply } from './trees.ts';

const named = z.strictObject({ name: registryNameSchema });

export const datasetDiffRoutes: readonly Route[] = [
  defineRoute({
    name: 'compareDatasetVersions',
    summary: 'How two versions of a dataset differ, by content: the counts',
    method: 'get',
    path: '/v1/datasets/:name/diff',
    access: 'reader',
    params: named,
    query: datasetDiffQuerySchema,
    answers: [{ status: 200, description: 'The counts', schema: datasetDiffSchema }],
    handle: async ({ service, params, query }) =>
      json(await service.datasets.diff({ name: params.name, ...query })),
  }),
  defineRoute({
    name: 'listDatasetDifferences',
    summary: 'Every record that differs between two versions of a dataset, with its ids and labels',
    method: 'get',
    path: '/v1/datasets/:name/diff/records',
    access: 'reader',
    params: named,
    query: datasetDiffQuerySchema,
    answers: [{ status: 200, description: 'JSON lines', media: 'application/octet-stream' }],
    handle: async ({ service, params, query }) => {
      const { from, to, list } = await service.datasets.diff({ name: params.name, ...query });
      const filename = `${params.name}-${from.version}-${to.version}.jsonl`;
      return bytesReply(service.artifacts, list, 'download', filename);
    },
  }),
];
