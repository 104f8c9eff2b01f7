import { z } from 'zod';
import type { DatasetVersionView, DatasetView } from '../views.ts';
import { datasetVersionIdSchema, digestSchema, instantSchema } from './fields.ts';
import { pageOf } from './page.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

export const datasetVersionSchema = z
  .object({
    id: datasetVersionIdSchema,
    dataset: z.string(),
    version: z.number().int(),
    digest: digestSchema,
    bytes: z.number().int(),
    filename: z.string(),
    createdAt: instantSchema,
  } satisfies ShapeOf<DatasetVersionView>)
  .register(responseSchemas, { id: 'DatasetVersion' });

export const datasetSchema = z
  .object({
    name: z.string(),
    createdAt: instantSchema,
    latest: datasetVersionSchema.nullable(),
  } satisfies ShapeOf<DatasetView>)
  .register(responseSchemas, { id: 'Dataset' });

export const datasetPageSchema = pageOf('DatasetPage', datasetSchema);
export const datasetVersionPageSchema = pageOf('DatasetVersionPage', datasetVersionSchema);
