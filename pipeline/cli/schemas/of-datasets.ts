import { z } from 'zod';
import { generateSchema } from '../../../reports/schema/generate-schema.ts';
import { datasetSchema, datasetVersionSchema } from '../../contracts/api/dataset.ts';
import { localizedSchema } from '../../contracts/api/fields.ts';
import { problemSchema } from '../../contracts/api/problem.ts';
import { SCORE_PART_NAMES } from '../../contracts/score-card.ts';
import { findingSchema } from './of-runs.ts';

const text = z.string();
const count = z.number().int();

export const datasetListSchema = z.object({ items: z.array(datasetSchema) });

export const datasetWithVersionsSchema = z.object({
  ...datasetSchema.shape,
  versions: z.array(datasetVersionSchema),
});

const documentsSchema = z.object({
  read: count,
  formats: z.record(text, count),
  sections: count,
  passages: count,
  characters: count,
  refused: z.array(
    z.object({ document: text, code: text, reason: localizedSchema, advice: localizedSchema }),
  ),
  passed_over: z.array(text),
});

const partScoreSchema = z.object({ score: z.number(), formula: text });

/** `touchstone dataset check`. */
export const checkSchema = z.object({
  findings: z.array(findingSchema).describe('Every one; may be long'),
  format: text,
  container: text,
  encoding: text,
  mapping: z.object({ guessed: z.boolean(), columns: z.record(text, text) }).exactOptional(),
  normalised: z.object({ texts: count, first: text.nullable() }).exactOptional(),
  warnings: z.array(z.object({ code: text, count, first: text })),
  records: count,
  kept: count,
  dropped: count,
  held_back: count,
  fixed: count,
  documents: documentsSchema.exactOptional(),
  usable: z.boolean().describe('A model can be trained on it'),
  problem: problemSchema.nullable().describe('Why it is not usable'),
  score: z
    .object({
      overall: z.number(),
      parts: z.record(z.enum(SCORE_PART_NAMES), partScoreSchema),
      advice: z.array(z.object({ part: z.enum(SCORE_PART_NAMES), points: z.number(), text })),
    })
    .nullable(),
  dataset_findings: z.array(z.object({ rule: text, action: text, evidence: localizedSchema })),
  skipped: z.array(z.object({ rule: text, reason: localizedSchema })),
  decided: z.object({ decisions: count, without_record: count }).nullable().exactOptional(),
});

/** `touchstone dataset convert`. */
export const convertedSchema = z.object({
  file: text,
  records: count,
  format: text,
  container: text,
  compression: text,
  guarded: count.describe('Cells that a spreadsheet program would take for formulas'),
  left_out: count.describe('Fields that the format has no place for'),
  from: z.object({ format: text, container: text, encoding: text, records: count }),
});

/** `touchstone dataset generate`. */
export const generatedSchema = z.object({
  file: text,
  records: count,
  format: text,
  container: text,
  compression: text,
  report: generateSchema,
  warnings: z.array(localizedSchema),
  documents: documentsSchema.exactOptional(),
});

const sideSchema = z.object({ records: count, format: text, container: text, encoding: text, bytes: count });

/** `touchstone dataset diff`: of files, or of versions, which are then named. */
export const diffSchema = z.object({
  from: datasetVersionSchema.exactOptional(),
  to: datasetVersionSchema.exactOptional(),
  before: sideSchema,
  after: sideSchema,
  unchanged: count,
  added: count,
  removed: count,
  changed: count,
  relabelled: count,
  moved: count,
  labels: z.array(z.object({ label: text.nullable(), before: count, after: count })),
  list: text.nullable(),
});
