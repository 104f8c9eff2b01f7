import { z } from 'zod';
import { runIdSchema, treePathSchema } from '../../contracts/api/fields.ts';
import type { TreeRef } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { RunView } from '../../contracts/views.ts';
import { pageFor } from './pages.ts';
import { defineRoute, type Route } from './route.ts';
import { bytesReply, fileName, fileOfTree } from './trees.ts';

export const reportRoutes: readonly Route[] = [
  defineRoute({
    name: 'openReport',
    summary: "Go to the report's page in the reader's language",
    method: 'get',
    path: '/v1/runs/:id/report',
    access: 'reader',
    params: z.strictObject({ id: runIdSchema }),
    answers: [{ status: 302, description: 'The page' }],
    handle: async ({ service, params, language, headers }) => {
      const run = await service.runs.show(params.id, language);
      reportOf(run);
      return { kind: 'redirect', location: `/v1/runs/${run.id}/report/${pageFor(headers)}` };
    },
  }),
  defineRoute({
    name: 'getReportFile',
    summary: 'A file of the report',
    method: 'get',
    path: '/v1/runs/:id/report/*path',
    access: 'reader',
    params: z.strictObject({ id: runIdSchema, path: treePathSchema }),
    answers: [
      { status: 200, description: 'A page, style sheet or picture to show, or a file to save', media: '*/*' },
    ],
    handle: async ({ service, params, language }) => {
      const report = reportOf(await service.runs.show(params.id, language));
      const file = await fileOfTree(service.artifacts, report, params.path);
      return bytesReply(service.artifacts, file, 'page', fileName(file.path));
    },
  }),
];

/** The tree that the report stage made. Error: `REPORT_NOT_READY`. */
function reportOf(run: RunView): TreeRef {
  const outputs = run.stages.find(({ stage }) => stage === 'report')?.outputs ?? {};
  const report = Object.values(outputs).find((output) => output?.kind === 'tree');
  if (report?.kind !== 'tree') throw new TouchstoneError('REPORT_NOT_READY', { params: { run: run.id } });
  return report;
}
