import { z } from 'zod';
import { ENCODING_NAMES } from '../data-reports.ts';
import type { DatasetVersionView, DatasetView } from '../views.ts';
import { datasetVersionIdSchema, digestSchema, instantSchema } from './fields.ts';
import { pageOf } from './page.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

export const datasetVersionSchema = z
  .object({
    id: datasetVersionIdSchema,
    dataset: z.string(),
    version: z.number().int(),
    digest: digestSchema,
    bytes: z.number().int(),
    filename: z.string(),
    createdAt: instantSchema,
    expiresAt: instantSchema.nullable().describe('When the raw file is to be deleted'),
    expiredAt: instantSchema.nullable().describe('Since when no run can begin with it'),
    reading: z
      .object({
        columns: z.record(z.string(), z.string()).exactOptional(),
        encoding: z.enum(ENCODING_NAMES).exactOptional(),
        sheet: z.string().exactOptional(),
      })
      .nullable()
      .describe('How it is to be read, as its uploader said'),
  } satisfies ShapeOf<DatasetVersionView>)
  .register(responseSchemas, { id: 'DatasetVersion' });

export const datasetSchema = z
  .object({
    name: z.string(),
    createdAt: instantSchema,
    latest: datasetVersionSchema.nullable(),
  } satisfies ShapeOf<DatasetView>)
  .register(responseSchemas, { id: 'Dataset' });

/** Days until a raw file is deleted; 0: as soon as no run needs it. */
const expiryDaysSchema = z.number().int().min(0).max(36_500);

/** Query of an upload. */
export const uploadQuerySchema = z.strictObject({
  expire_raw_days: z.coerce.number().pipe(expiryDaysSchema).exactOptional(),
  map: z.string().max(10_000).exactOptional().describe('Columns by field: text=內容,label=承辦單位'),
  encoding: z.enum(ENCODING_NAMES).exactOptional(),
  sheet: z.string().min(1).max(100).exactOptional().describe('Sheet of a workbook'),
});

/** Body of POST /v1/datasets/{name}/versions/{version}/expiry. */
export const expiryRequestSchema = z
  .strictObject({ days: expiryDaysSchema.nullable().describe('null: never') })
  .register(requestSchemas, { id: 'ExpiryRequest' });

export const datasetPageSchema = pageOf('DatasetPage', datasetSchema);
export const datasetVersionPageSchema = pageOf('DatasetVersionPage', datasetVersionSchema);
