import { z } from 'zod';
import { pageQuerySchema } from '../../contracts/api/page.ts';
import {
  pausePipelineRequestSchema,
  pipelinePageSchema,
  pipelineRequestSchema,
  pipelineSchema,
  startPipelineRequestSchema,
} from '../../contracts/api/pipeline.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { attribution } from '../access/attribution.ts';
import { json } from '../answers/reply.ts';
import { defineRoute, type Route } from './route.ts';
import { attributed, startedRun, startedRunAnswers } from './started-run.ts';

const named = z.strictObject({ name: registryNameSchema });
const answers = [{ status: 200, description: 'The pipeline', schema: pipelineSchema }] as const;

/** What is to be run for a name, and by what it is started. */
export const pipelineRoutes: readonly Route[] = [
  defineRoute({
    name: 'listPipelines',
    summary: 'List the pipelines that are kept, by name',
    method: 'get',
    path: '/v1/pipelines',
    access: 'reader',
    query: pageQuerySchema,
    answers: [{ status: 200, description: 'A page of pipelines', schema: pipelinePageSchema }],
    handle: async ({ service, query }) => json(await service.pipelines.list(query)),
  }),
  defineRoute({
    name: 'getPipeline',
    summary: 'Show a pipeline with the next moments of its schedule',
    method: 'get',
    path: '/v1/pipelines/:name',
    access: 'reader',
    params: named,
    answers,
    handle: async ({ service, params }) => json(await service.pipelines.show(params.name)),
  }),
  defineRoute({
    name: 'setPipeline',
    summary: 'Keep a pipeline for a name, in the place of the one there was',
    method: 'post',
    path: '/v1/pipelines/:name',
    access: 'operator',
    params: named,
    body: pipelineRequestSchema,
    answers,
    handle: async ({ service, params, body: { by, ...draft }, caller }) =>
      json(await service.pipelines.set({ ...params, ...draft }, attribution(by, caller))),
  }),
  defineRoute({
    name: 'removePipeline',
    summary: 'Keep a pipeline no longer; its runs and triggers stay on record',
    method: 'post',
    path: '/v1/pipelines/:name/remove',
    access: 'operator',
    params: named,
    answers,
    handle: async ({ service, params }) => json(await service.pipelines.remove(params.name)),
  }),
  defineRoute({
    name: 'pausePipeline',
    summary: 'Let nothing start a pipeline by itself until it is resumed',
    method: 'post',
    path: '/v1/pipelines/:name/pause',
    access: 'operator',
    params: named,
    body: pausePipelineRequestSchema,
    answers,
    handle: async ({ service, params, body, caller }) =>
      json(await service.pipelines.pause({ ...params, ...body, by: attribution(body.by, caller) })),
  }),
  defineRoute({
    name: 'resumePipeline',
    summary: 'Put a paused pipeline to work again',
    method: 'post',
    path: '/v1/pipelines/:name/resume',
    access: 'operator',
    params: named,
    answers,
    handle: async ({ service, params }) => json(await service.pipelines.resume(params.name)),
  }),
  defineRoute({
    name: 'startPipeline',
    summary: 'Run a pipeline now, on the newest version of its dataset',
    method: 'post',
    path: '/v1/pipelines/:name/start',
    access: 'operator',
    params: named,
    body: startPipelineRequestSchema,
    answers: startedRunAnswers,
    handle: async ({ service, params, body, caller, language }) =>
      startedRun(
        await service.pipelines.start(
          { ...params, ...body, trigger: attributed(body.trigger, caller) },
          language,
        ),
      ),
  }),
];
