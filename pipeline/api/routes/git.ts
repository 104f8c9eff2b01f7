import { z } from 'zod';
import { gitDeliverySchema, gitWatchSchema } from '../../contracts/api/git.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';

const named = z.strictObject({ name: registryNameSchema });

/** Repositories that pipelines watch, and the webhooks of those who host them. */
export const gitRoutes: readonly Route[] = [
  defineRoute({
    name: 'getPipelineGit',
    summary: 'Show how the repository of a pipeline was found, and what its forge was told',
    method: 'get',
    path: '/v1/pipelines/:name/git',
    access: 'reader',
    params: named,
    answers: [{ status: 200, description: 'The repository', schema: gitWatchSchema }],
    handle: async ({ service, params, language }) => json(await service.git.show(params.name, language)),
  }),
  defineRoute({
    name: 'lookAtPipelineGit',
    summary: 'Have the repository of a pipeline looked at as soon as may be',
    method: 'post',
    path: '/v1/pipelines/:name/git/look',
    access: 'operator',
    params: named,
    answers: [{ status: 202, description: 'The repository as it was found last', schema: gitWatchSchema }],
    handle: async ({ service, params, language }) => json(await service.git.look(params.name, language), 202),
  }),
  defineRoute({
    name: 'receiveGitWebhook',
    summary: 'A webhook of GitHub, GitLab or Gitea, signed with the secret of the pipeline',
    method: 'post',
    path: '/v1/webhooks/git/:name',
    access: 'signed',
    params: named,
    answers: [
      { status: 202, description: 'It was taken in; the work is done afterwards', schema: gitDeliverySchema },
    ],
    handle: async ({ service, params, headers, rawBody }) =>
      json({ look: await service.git.receive(params.name, { headers, body: rawBody }) }, 202),
  }),
];
