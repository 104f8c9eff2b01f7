import { z } from 'zod';
import { comparedRunsSchema, treePathSchema } from '../../contracts/api/fields.ts';
import { registryNameSchema } from '../../contracts/spec.ts';
import { pageFor, renderedReply } from './pages.ts';
import { defineRoute, type Route } from './route.ts';

const PAGE = { status: 200, description: 'A page or style sheet to show, or a file to save', media: '*/*' };

/** Pages about several versions or runs. They are made when they are asked for, from what is stored. */
export const overviewRoutes: readonly Route[] = [
  defineRoute({
    name: 'openModelOverview',
    summary: "Go to the page on a model's versions over time, in the reader's language",
    method: 'get',
    path: '/v1/models/:name/overview',
    access: 'reader',
    params: z.strictObject({ name: registryNameSchema }),
    answers: [{ status: 302, description: 'The page' }],
    handle: async ({ service, params: { name }, headers }) => {
      await service.models.versions(name, { limit: 1 });
      return {
        kind: 'redirect',
        location: `/v1/models/${encodeURIComponent(name)}/overview/${pageFor(headers)}`,
      };
    },
  }),
  defineRoute({
    name: 'getModelOverviewFile',
    summary: "A file of the page on a model's versions over time; history.json has all it says",
    method: 'get',
    path: '/v1/models/:name/overview/*path',
    access: 'reader',
    params: z.strictObject({ name: registryNameSchema, path: treePathSchema }),
    answers: [PAGE],
    handle: async ({ service, params }) =>
      renderedReply(await service.models.overview(params.name), params.path),
  }),
  defineRoute({
    name: 'openComparison',
    summary: "Go to the page that sets 2 to 6 runs side by side, in the reader's language",
    method: 'get',
    path: '/v1/comparisons/:runs',
    access: 'reader',
    params: z.strictObject({ runs: comparedRunsSchema }),
    answers: [{ status: 302, description: 'The page' }],
    handle: async ({ service, params: { runs }, language, headers }) => {
      for (const id of runs) await service.runs.show(id, language);
      return { kind: 'redirect', location: `/v1/comparisons/${runs.join(',')}/${pageFor(headers)}` };
    },
  }),
  defineRoute({
    name: 'getComparisonFile',
    summary: 'A file of the page that sets runs side by side; comparison.json has all it says',
    method: 'get',
    path: '/v1/comparisons/:runs/*path',
    access: 'reader',
    params: z.strictObject({ runs: comparedRunsSchema, path: treePathSchema }),
    answers: [PAGE],
    handle: async ({ service, params, language }) =>
      renderedReply(await service.runs.compare(params.runs, language), params.path),
  }),
];
