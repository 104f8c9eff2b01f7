import { z } from 'zod';
import { treeViewSchema } from '../../contracts/api/artifact.ts';
import { aliasSchema, treePathSchema } from '../../contracts/api/fields.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';
import { bytesReply, fileName, fileOfTree, viewTree } from './trees.ts';

/** A version is named by its number or by an alias. */
export const modelVersionParams = z.strictObject({
  name: registryNameSchema,
  version: z.union([aliasSchema, z.coerce.number().int().min(1).max(2147483647)]),
});

/** Everything that a version consists of, file by file, so that a client can export it. */
export const modelFileRoutes: readonly Route[] = [
  defineRoute({
    name: 'listModelFiles',
    summary: 'List the files of a version: adapter, report, card, lineage',
    method: 'get',
    path: '/v1/models/:name/versions/:version/files',
    access: 'reader',
    params: modelVersionParams,
    answers: [{ status: 200, description: 'The files', schema: treeViewSchema }],
    handle: async ({ service, params }) => {
      const { tree } = await service.models.show(params.name, params.version);
      return json(await viewTree(service.artifacts, tree));
    },
  }),
  defineRoute({
    name: 'getModelFile',
    summary: 'A file of a version',
    method: 'get',
    path: '/v1/models/:name/versions/:version/files/*path',
    access: 'reader',
    params: modelVersionParams.extend({ path: treePathSchema }),
    answers: [{ status: 200, description: 'Its bytes', media: 'application/octet-stream' }],
    handle: async ({ service, params }) => {
      const { tree } = await service.models.show(params.name, params.version);
      const file = await fileOfTree(service.artifacts, tree, params.path);
      return bytesReply(service.artifacts, file, 'download', fileName(file.path));
    },
  }),
];
