import { openApiDocument } from '../openapi/document.ts';
import { artifactRoutes } from './artifacts.ts';
import { baseRoutes } from './bases.ts';
import { costRoutes } from './costs.ts';
import { datasetDiffRoutes } from './dataset-diff.ts';
import { datasetRoutes } from './datasets.ts';
import { decisionRoutes } from './decisions.ts';
import { findingRoutes } from './findings.ts';
import { gitRoutes } from './git.ts';
import { leaseRoutes } from './leases.ts';
import { modelFileRoutes } from './model-files.ts';
import { modelRoutes } from './models.ts';
import { agentRoutes, nodeRoutes } from './nodes.ts';
import { noticeRoutes } from './notices.ts';
import { operationRoutes } from './operations.ts';
import { overviewRoutes } from './overviews.ts';
import { pipelineRoutes } from './pipelines.ts';
import { reportRoutes } from './reports.ts';
import type { Route } from './route.ts';
import { runEventRoutes } from './run-events.ts';
import { runRoutes } from './runs.ts';
import { suiteRoutes } from './suites.ts';
import { triggerRoutes } from './triggers.ts';
import { unmaskRoutes } from './unmask.ts';

/** Every route there is. What is not in this table is not served. */
export function routeTable(version: string): readonly Route[] {
  let document: unknown;
  const table: readonly Route[] = [
    ...operationRoutes(version, () => {
      document ??= openApiDocument(table, version);
      return document;
    }),
    ...datasetRoutes,
    ...datasetDiffRoutes,
    ...decisionRoutes,
    ...runRoutes,
    ...runEventRoutes,
    ...triggerRoutes,
    ...pipelineRoutes,
    ...findingRoutes,
    ...unmaskRoutes,
    ...reportRoutes,
    ...artifactRoutes,
    ...modelRoutes,
    ...modelFileRoutes,
    ...overviewRoutes,
    ...suiteRoutes,
    ...costRoutes,
    ...noticeRoutes,
    ...gitRoutes,
    ...baseRoutes,
    ...nodeRoutes,
    ...agentRoutes,
    ...leaseRoutes,
  ];
  return table;
}
