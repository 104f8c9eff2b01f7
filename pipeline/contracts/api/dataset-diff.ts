import { z } from 'zod';
import type { DatasetDiff, VersionFacts } from '../dataset-diff.ts';
import type { DatasetDiffView } from '../views.ts';
import { blobRefSchema } from './artifact.ts';
import { datasetVersionSchema } from './dataset.ts';
import { versionNumberSchema } from './fields.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

/** Which two versions of a dataset to compare. */
export const datasetDiffQuerySchema = z.strictObject({
  from: z.coerce
    .number()
    .pipe(versionNumberSchema)
    .exactOptional()
    .describe('The one before `to` when left out'),
  to: z.coerce.number().pipe(versionNumberSchema).exactOptional().describe('The latest when left out'),
});

const count = z.number().int();

const factsSchema = z.object({
  records: count,
  format: z.string() as z.ZodType<VersionFacts['format']>,
  container: z.string() as z.ZodType<VersionFacts['container']>,
  encoding: z.string(),
  bytes: count,
} satisfies ShapeOf<VersionFacts>);

const diffSchema = z.object({
  before: factsSchema,
  after: factsSchema,
  unchanged: count,
  added: count,
  removed: count,
  changed: count.describe('The same id with another text, or the same text with other spacing or columns'),
  relabelled: count.describe('The same question with another answer'),
  moved: count.describe('Nothing but their place among the others'),
  labels: z.array(z.object({ label: z.string().nullable(), before: count, after: count })),
} satisfies ShapeOf<DatasetDiff>);

export const datasetDiffSchema = z
  .object({
    from: datasetVersionSchema,
    to: datasetVersionSchema,
    diff: diffSchema,
    list: blobRefSchema,
  } satisfies ShapeOf<DatasetDiffView>)
  .register(responseSchemas, { id: 'DatasetDiff' });
