import { z } from 'zod';
import {
  CONTAINER_NAMES,
  type DocumentIntake,
  FORMAT_NAMES,
  INTAKE_WARNINGS,
  type IntakeReport,
  OBJECTIVES,
  type SplitReport,
  SWEPT_FIELDS,
  type SweptField,
  type TrainingReport,
} from '../../pipeline/contracts/data-reports.ts';
import { type AppliedDecision, DECISION_ACTIONS } from '../../pipeline/contracts/decisions.ts';
import { LANGUAGES, TASK_KINDS } from '../../pipeline/contracts/names.ts';
import { FINDING_ACTIONS, REFINE_RULES, type RefineReport } from '../../pipeline/contracts/quality.ts';
import type { RuleAction } from '../../pipeline/contracts/quality-rules.ts';
import { SCORE_PART_NAMES } from '../../pipeline/contracts/score-card.ts';
import { generatedShareSchema } from './generate-schema.ts';

const count = z.number().int().min(0);
const text = z.string();
const localized = z.strictObject({ 'zh-TW': text, en: text });
const score = z.number().min(0).max(100);
const ACTIONS = ['drop', 'fix', 'hold_back', 'warn'] as const satisfies readonly RuleAction[];

const inBoth = z.looseObject({ 'zh-TW': text, en: text });
const documentsSchema = z
  .looseObject({
    read: count,
    formats: z.record(text, count).describe('Documents that were read, by format.'),
    official: count.describe('How many of them are official documents.'),
    sections: count,
    passages: count,
    characters: count,
    refused: z.array(
      z.looseObject({
        document: text,
        code: text,
        reason: inBoth,
        advice: inBoth,
        line: count.exactOptional(),
      }),
    ),
    passed_over: z.array(text),
  })
  .describe('Only of a dataset of documents.') satisfies z.ZodType<DocumentIntake>;

export const intakeSchema = z
  .looseObject({
    format: z.enum([...FORMAT_NAMES, 'documents']),
    container: z.enum([...CONTAINER_NAMES, 'zip', 'document']),
    compression: z.enum(['none', 'gzip', 'zstd']).exactOptional(),
    delimiter: text.exactOptional().describe('Between the cells of a table of text.'),
    sheet: text.exactOptional().describe('The sheet of a workbook that was read.'),
    mapping: z
      .looseObject({
        guessed: z.boolean(),
        columns: z.record(text, text).describe('Columns of the file by the field each was read as.'),
      })
      .exactOptional(),
    warnings: z
      .array(
        z.looseObject({
          code: z.enum(INTAKE_WARNINGS),
          count,
          first: text.describe('The first of them: line:7, B7, the name of a sheet.'),
        }),
      )
      .exactOptional(),
    normalised: z
      .looseObject({ texts: count, first: text.nullable() })
      .exactOptional()
      .describe('Texts whose variant forms of characters were unified.'),
    encoding: text,
    bom: z.boolean(),
    records: count,
    bytes: count,
    language: z.enum(LANGUAGES).describe('Language that most records are written in.'),
    han_share: z.number().describe('Share of letters that are Han characters, 0 to 1.'),
    has_instruction: z.boolean().describe('True where records carry their own instruction.'),
    has_split_column: z.boolean(),
    documents: documentsSchema.exactOptional(),
  })
  .describe('What was found in the uploaded file.') satisfies z.ZodType<IntakeReport>;

const appliedDecisionSchema = z.looseObject({
  content: text.nullable().describe('Digest of the question and answer that it is about.'),
  rule: z.enum(REFINE_RULES).nullable().describe('The rule that it is about.'),
  action: z.enum(DECISION_ACTIONS),
  label: text.nullable(),
  by: text,
  reason: text,
  records: count.describe('Records that it was about; 0: there is none any more.'),
  overruled: z.boolean().describe('True where the spec of the run says otherwise.'),
}) satisfies z.ZodType<AppliedDecision>;

export const refineSchema = z
  .looseObject({
    input: count,
    kept: count,
    dropped: count,
    held_back: count.describe('Out of this run until a person decides.'),
    fixed: count.describe('Records kept whose text was repaired.'),
    by_rule: z.record(z.enum(REFINE_RULES), count).describe('Findings of each rule.'),
    actions: z
      .record(z.enum(REFINE_RULES), z.enum([...ACTIONS, 'off']))
      .describe('What each rule was told to do.'),
    decided: z
      .looseObject({
        decisions: count.describe('Decisions in force.'),
        without_record: count.describe('Those about no record of this upload.'),
        list: z.array(appliedDecisionSchema).describe('At most 1,000.'),
      })
      .describe('What people decided about records and rules.'),
    findings: z
      .array(
        z.looseObject({
          record: text.describe("The record's own id, or line:N."),
          content: text.describe('Digest of its question and answer.'),
          rule: z.enum([...REFINE_RULES, 'decision']),
          action: z.enum(FINDING_ACTIONS),
          with: text.nullable().describe('The other record concerned.'),
          evidence: text,
          decision: z.looseObject({ by: text, reason: text }).exactOptional(),
        }),
      )
      .describe('At most 1,000.'),
    score: z
      .looseObject({
        overall: score,
        parts: z.record(z.enum(SCORE_PART_NAMES), score),
        advice: z
          .array(z.looseObject({ part: z.enum(SCORE_PART_NAMES), points: score, text: localized }))
          .describe('What would raise the overall score most, at most three things.'),
      })
      .describe('How good the dataset is for its task: the mean of the parts.'),
    dataset_findings: z
      .array(z.looseObject({ rule: z.enum(REFINE_RULES), action: z.enum(ACTIONS), evidence: localized }))
      .describe('Findings about the dataset as a whole; at most 100 of each rule.'),
    skipped: z
      .array(z.looseObject({ rule: z.enum(REFINE_RULES), reason: localized }))
      .describe('Rules that could say nothing about this dataset, and why.'),
  })
  .describe('What cleaning did; input = kept + dropped + held_back.') satisfies z.ZodType<RefineReport>;

export const splitSchema = z
  .looseObject({
    method: z.enum(['stratified', 'column', 'test_file', 'frozen', 'time']),
    seed: z.number().int(),
    train: count,
    validation: count,
    test: count,
    leaked: count.describe('Records left out of all three parts; the sum of `left_out`.'),
    left_out: z
      .looseObject({
        exact: count.describe('A record elsewhere has exactly the same input.'),
        near: count.describe('A record elsewhere is a near duplicate.'),
        group: count.describe('A record elsewhere is of the same group.'),
        generated: count.describe('Made up from a record that is not trained on.'),
        undated: count.describe('Without a date to be ordered by.'),
        not_learnt: count.describe('Training has no record of the label.'),
      })
      .describe('Records left out, by reason.'),
    test_left_out: count.describe("Records of the user's own test file left out as blank."),
    per_label: z.array(z.looseObject({ label: text, train: count, validation: count, test: count })),
    few: z
      .array(
        z.looseObject({
          label: text,
          records: count,
          needed: count,
          missing: count,
          done: z.enum(['as_drawn', 'lent_to_training', 'lent_to_test', 'not_tested', 'left_out']),
        }),
      )
      .describe('Labels with too few records, and what was done.'),
    leakage_check: z
      .looseObject({
        passed: z.boolean().describe('True where nothing was found.'),
        comparisons: z.array(
          z.looseObject({
            kind: z.enum(['exact', 'near', 'group', 'time', 'generated']),
            compared: count,
            found: count,
            records: z.array(text).describe('Ids of the first few found.'),
          }),
        ),
      })
      .describe('Validation compared with training, and the test with both, after the split was stored.'),
    generated: z
      .array(generatedShareSchema)
      .exactOptional()
      .describe('Of the records trained on, those that a text model made, by the way they were made.'),
    task: z.looseObject({
      kind: z.enum(TASK_KINDS),
      language: z.enum(LANGUAGES),
      labels: z.array(text).describe('Every label that occurs in training, in code-unit order.'),
      prompt: z.looseObject({
        id: text,
        system: text.nullable(),
        user: text.describe('`{input}` stands for the text of the record.'),
      }),
      answer_tokens: count
        .exactOptional()
        .describe('Tokens that an answer may take; left out where it is one of the labels.'),
      preference: z.literal(true).exactOptional().describe('The upload is one of preference pairs.'),
    }),
  })
  .describe('How records were divided, and what the model was to learn.') satisfies z.ZodType<SplitReport>;

const sweptSettings = z.looseObject(
  Object.fromEntries(SWEPT_FIELDS.map((field) => [field, z.number().exactOptional()])) as {
    [F in SweptField]: z.ZodExactOptional<z.ZodNumber>;
  },
);

const sweep = z
  .looseObject({
    rungs: z.array(z.looseObject({ share: z.number(), records: count, candidates: count })),
    trials: z.array(
      z.looseObject({
        settings: sweptSettings,
        losses: z.array(z.number().nullable()).describe('By round; null where the training diverged.'),
        seconds: z.number(),
      }),
    ),
    chosen: count.describe('Index of the trial that became the model; 0 is what auto would have been.'),
    mattered: z
      .array(z.looseObject({ field: z.enum(SWEPT_FIELDS), share: z.number() }))
      .describe('Of the variance of the first round, the share that goes with a setting by itself.'),
  })
  .describe('The search for settings, by validation loss.');

const fit = z
  .looseObject({
    parts: z.record(text, count).describe('Bytes at the peak, by what holds them.'),
    memory_bytes: count.describe('The parts together.'),
    available_bytes: count.nullable(),
    seconds: z.number().nullable().describe('Null for a training too short to be measured beforehand.'),
    batch_size: count.describe('Records at once, and as many as were asked for, or fewer so that it fits.'),
    asked_batch_size: count,
    recompute: z.boolean().describe('Whether activations were computed twice so that it fits.'),
    sharded: z
      .boolean()
      .exactOptional()
      .describe('Whether each of several processes held a part of the layers of the base so that it fits.'),
  })
  .describe('What the training was estimated to take before it began.');

export const trainingSchema = z
  .looseObject({
    objective: z
      .enum(OBJECTIVES)
      .exactOptional()
      .describe('sft: the loss is that of the answers; preference: that of DPO over pairs of answers.'),
    steps: count,
    epochs: z.number(),
    seconds: z.number(),
    tokens: count,
    tokens_per_second: z.number(),
    peak_rss_bytes: count,
    peak_device_bytes: count.nullable().exactOptional().describe('Of an accelerator; null without one.'),
    fit: fit.exactOptional(),
    best_step: count.nullable().describe('Step of the model that was kept; null for the last.'),
    losses: z.array(
      z.looseObject({
        step: count,
        epoch: z.number(),
        train_loss: z.number().nullable(),
        validation_loss: z.number().nullable().exactOptional(),
        validation_margin: z.number().exactOptional(),
        validation_pair_accuracy: z.number().exactOptional(),
        learning_rate: z.number().nullable(),
      }),
    ),
    device: text,
    dtype: text,
    threads: count,
    truncated_records: count.describe('Training records that were longer than the limit.'),
    trainable_parameters: count,
    versions: z.record(text, text).describe('Versions of the software that trained.'),
    learning_curve: z
      .array(z.looseObject({ share: z.number(), records: count, validation_loss: z.number() }))
      .exactOptional()
      .describe('Training on parts of the records and on all of them.'),
    sweep: sweep.exactOptional(),
  })
  .describe('The training as the trainer wrote it.') satisfies z.ZodType<TrainingReport>;
