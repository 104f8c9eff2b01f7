import { z } from 'zod';
import { ENCODING_NAMES, OBJECTIVES } from './data-reports.ts';
import { GENERATION_METHOD_NAMES } from './generation.ts';
import { METHOD_NAMES } from './methods.ts';
import { ALIASES, LANGUAGES, TASK_KINDS } from './names.ts';
import { REFINE_RULES, type RefineRule } from './quality.ts';
import { RULES } from './quality-rules.ts';

/**
 * The pipeline spec: the declarative document that a run executes. Only the dataset is required, and that is named by
 * the run, not by the spec; so `{}` is a whole spec. Every field has `auto` or a plain default, documented here; what
 * `auto` became, and why, is stored with the run as decisions.
 */
const auto = z.literal('auto');
const orAuto = <T extends z.ZodType>(schema: T) => z.union([auto, schema]).default('auto' as never);

const task = z.strictObject({
  /** auto: as the answers look. */
  kind: orAuto(z.enum(TASK_KINDS)),
  /** Language of prompts. auto: the language most records are written in. */
  language: orAuto(z.enum(LANGUAGES)),
  /** Text put around each record; `{input}` stands for it. auto: the record's own instruction, else a prompt for the task. */
  prompt: orAuto(z.string().max(4000).includes('{input}')),
});

const ingest = z.strictObject({
  /** What the upload holds. auto: by its content; text that is neither a page nor an official document counts as records. */
  kind: orAuto(z.enum(['records', 'documents'])),
  /** Take documents that are marked 密 or higher, which are refused otherwise; for who is authorised to. */
  allow_classified: z.boolean().default(false),
  /** Characters of the longest passage that documents are cut into. */
  passage_characters: z.number().int().min(100).max(20_000).default(1_200),
  /** Column of the file by the field it is read as, e.g. {text: 內容}. auto: as was said at the upload, as the columns are named, else a guess. */
  columns: orAuto(
    z
      .record(z.string().min(1).max(100), z.string().min(1).max(1000))
      .refine((columns) => Object.keys(columns).length > 0, 'at least one field'),
  ),
  /** auto: as was said at the upload, else told by content; see docs/encodings.md. */
  encoding: orAuto(z.enum(ENCODING_NAMES)),
  /** Sheet of a workbook. auto: the first one that is not hidden. */
  sheet: orAuto(z.string().min(1).max(100)),
  /** Widths, compatibility ideographs and punctuation in one form for each character; see docs/normalisation.md. */
  normalise: z.boolean().default(true),
});

const label = z.string().min(1).max(500);

const generate = z.strictObject({
  /** What is made, and from what; docs/generate.md describes each. */
  method: z.enum(['none', ...GENERATION_METHOD_NAMES]).default('none'),
  /** Records wanted that pass every filter. */
  count: z.number().int().min(1).max(20_000).default(100),
  /** Name of the model at the endpoint. auto: the one in the service's settings. */
  model: orAuto(z.string().min(1).max(200)),
  temperature: z.number().min(0).max(2).default(0.8),
  /** Tokens of one answer, at most. */
  max_tokens: z.number().int().min(16).max(32_768).default(1024),
  seed: z.number().int().min(0).max(2147483647).default(42),
  /** Labels for `document_labels`, each with what it means (may be blank). */
  labels: z.record(label, z.string().max(2000)).default({}),
  /** Pairs of labels that are mistaken for each other, for `hard_negatives`. auto: those that the last evaluation mixed up most. */
  pairs: orAuto(z.array(z.tuple([label, label])).max(100)),
  filters: z
    .strictObject({
      /** The answer must be in the language of the prompts; Simplified Chinese is none. */
      language: z.boolean().default(true),
      /** Spans must stand in the source; numbers and names must be those of the source. */
      faithfulness: z.boolean().default(true),
      /** Jaccard similarity of their character pieces from which a text is no new one. 1: only equal texts. */
      novelty: z.number().min(0.6).max(1).default(0.8),
      /** The model, asked again about its own record, must agree. */
      round_trip: z.boolean().default(true),
      /** A judge's score by rubric, 1 to 5, must reach this. 0: no judge. */
      judge: z.number().int().min(0).max(5).default(4),
    })
    .prefault({}),
  /** Tries for each record wanted, before it is given up. */
  tries: z.number().int().min(1).max(20).default(3),
  /** Tokens of all questions and answers together, at most; null: no limit. */
  max_tokens_total: z.number().int().min(1).nullable().default(null),
  /** What all may cost, in the currency of the price in the service's settings; null: no limit. */
  max_cost: z.number().gt(0).max(1_000_000).nullable().default(null),
});

const ruleChoice = (rule: RefineRule) => z.enum(['auto', 'off', ...RULES[rule].actions]).optional();

const refine = z.strictObject({
  /** What becomes of the records that a rule finds; a rule left out, or auto, does what docs/quality.md says. */
  rules: z
    .strictObject(
      Object.fromEntries(REFINE_RULES.map((rule) => [rule, ruleChoice(rule)])) as {
        [R in RefineRule]: ReturnType<typeof ruleChoice>;
      },
    )
    .prefault({}),
  /** Jaccard similarity of their character pieces from which two texts are near duplicates. */
  near_duplicate_threshold: z.number().min(0.6).max(1).default(0.8),
});

const columnName = z.string().min(1).max(200);

const split = z.strictObject({
  /** Fraction of records kept for the test. auto: 0.2; the user's own test file or split column comes first. */
  test: orAuto(z.number().gt(0).lt(0.9)),
  /** Fraction of the remaining records kept for validation. auto: 0.1, halved until about 100 records at most. */
  validation: orAuto(z.number().min(0).lt(0.9)),
  /** A column of the dataset; records with the same value in it go the same way. */
  group: columnName.nullable().default(null),
  /** A column of the dataset that says when a record came to be; the newest records are the test. */
  time: columnName.nullable().default(null),
  seed: z.number().int().min(0).max(2147483647).default(42),
});

const train = z
  .strictObject({
    /** What is trained; docs/training.md. auto: LoRA. */
    method: orAuto(z.enum(METHOD_NAMES)),
    /** What it learns from: answers (sft), or pairs of answers (preference). auto: pairs where the upload is one of them. */
    objective: orAuto(z.enum(OBJECTIVES)),
    /** How closely preference training holds the model to its base. Null with sft, like the next. */
    beta: orAuto(z.number().gt(0).max(10).nullable()),
    /** What the chosen answer's own loss counts beside the preference. */
    sft_weight: orAuto(z.number().min(0).max(10).nullable()),
    epochs: orAuto(z.number().gt(0).max(50)),
    learning_rate: orAuto(z.number().gt(0).max(0.1)),
    batch_size: orAuto(z.number().int().min(1).max(256)),
    gradient_accumulation: orAuto(z.number().int().min(1).max(256)),
    rank: orAuto(z.number().int().min(1).max(256).nullable()),
    alpha: orAuto(z.number().int().min(1).max(1024).nullable()),
    dropout: orAuto(z.number().min(0).lt(0.9).nullable()),
    /** Vectors of a tuned prompt. Like rank, alpha and dropout null where the method has no such thing. */
    virtual_tokens: orAuto(z.number().int().min(1).max(1024).nullable()),
    /** Tokens; longer prompts are cut. auto: what 99 % of the records need. */
    max_length: orAuto(z.number().int().min(16).max(131072)),
    schedule: orAuto(z.enum(['cosine', 'linear', 'constant'])),
    warmup_ratio: orAuto(z.number().min(0).lt(1)),
    /** Keep the mean of the weights over the later steps. auto: where there are enough steps. */
    weight_averaging: orAuto(z.boolean()),
    /** Several records in one row, each read by itself: the same result without padding. auto: where padding would be 10 % of what is computed, or a step has several batches. */
    packing: orAuto(z.boolean()),
    /** Train on 25 and 50 % of the records as well, to tell whether more would help; takes 75 % more time. */
    learning_curve: z.boolean().default(false),
    /**
     * Search the settings that are auto, choosing by the validation records: so many candidates, or as many as so many minutes of
     * training allow on all machines together. auto: 12 candidates, about seven trainings. null: no search.
     */
    sweep: z
      .union([
        z.literal('auto'),
        z.strictObject({ trials: z.number().int().min(2).max(100) }),
        z.strictObject({ minutes: z.number().gt(0).max(100_000) }),
      ])
      .nullable()
      .default(null),
    seed: z.number().int().min(0).max(2147483647).default(42),
  })
  // What a method does not have cannot be set: it would be left out without a word. A report's own settings hold null there.
  .superRefine((config, context) => {
    const isPrompt = config.method === 'prompt_tuning';
    for (const field of ['rank', 'alpha', 'dropout', 'virtual_tokens'] as const) {
      const applies = (field === 'virtual_tokens') === isPrompt;
      const value = config[field];
      if (value === 'auto' || (value === null) !== applies) continue;
      const message = applies
        ? 'a number or auto with this method'
        : `nothing else ${isPrompt ? 'with' : 'but with'} method prompt_tuning`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
    const isPreference = config.objective === 'preference';
    if (isPreference && isPrompt) {
      const message = 'sft or auto with method prompt_tuning';
      context.addIssue({ code: 'custom', path: ['objective'], message });
    }
    for (const field of ['beta', 'sft_weight'] as const) {
      const value = config[field];
      if (value === 'auto' || (value === null) !== isPreference) continue;
      const message = isPreference
        ? 'a number or auto with this objective'
        : 'nothing else but with objective preference';
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

const evaluate = z.strictObject({
  /** Draws of the bootstrap and of the permutation test. */
  draws: z.number().int().min(100).max(100000).default(1000),
  confidence: z.number().gt(0.5).lt(1).default(0.95),
  /**
   * Examples of each class that the base is given in its prompt, once more beside the base as it is; 0: it is not asked so.
   * auto: up to eight in all, where classes are few and the examples short; docs/systems.md.
   */
  few_shot: orAuto(z.number().int().min(0).max(8)),
  /**
   * Where labels are chosen: whether a linear classifier on the features of the untrained base answers the same records. auto: yes,
   * unless the training records are too many for the base to read in some minutes; docs/systems.md.
   */
  frozen: orAuto(z.boolean()),
  /**
   * Has the text model of the service's settings answer the same records, for a comparison; null: it is not asked. Its address is
   * the operator's to set: a spec names none. `model` auto: the one in the settings.
   */
  endpoint: z
    .strictObject({ model: orAuto(z.string().min(1).max(200)) })
    .nullable()
    .default(null),
  /**
   * Has the text model of the service's settings say of generated texts which is better, the tuned model's or the base's (and
   * production's), each pair in both orders; null and auto: nobody is asked. `model` auto: the one in the settings; `records`:
   * so many test records at most, four questions each where there is a production version.
   */
  judge: orAuto(
    z
      .strictObject({
        model: orAuto(z.string().min(1).max(200)),
        records: z.number().int().min(1).max(20_000).default(200),
      })
      .nullable(),
  ),
  /**
   * Tokens of a test record, its answer included; longer ones are cut, and counted. Never more than the base reads. auto: as many
   * as the base reads, at most 4,096.
   */
  max_length: orAuto(z.number().int().min(16).max(131072)),
  /** Columns of the dataset; the report shows the figures for each value of them. */
  slices: z.array(columnName).max(20).default([]),
  /** Accuracy that answers should reach which no person looks at. */
  target_accuracy: z.number().gt(0).max(1).default(0.95),
  /** Ask again with names, gender and origin exchanged. auto: yes where labels are chosen; at most 600 more answers. */
  bias: orAuto(z.boolean()),
  /** Ask again with one clause left out at a time, for a few wrong answers. auto: yes where labels are chosen; at most 120 more answers. */
  explain: orAuto(z.boolean()),
  seed: z.number().int().min(0).max(2147483647).default(42),
});

const gate = z.strictObject({
  /** The tuned model must beat its base, p below this. */
  better_than_base: z.strictObject({ p: z.number().gt(0).lt(1).default(0.05) }).prefault({}),
  not_worse_than_production: z
    .strictObject({
      /** Macro-F1 may lie this much below the production version, not more. */
      margin: z.number().min(0).max(1).default(0.02),
      /** Columns of the dataset, or `length`, `source`, `label`: in no part of them may it lose more than the margin either. */
      slices: z.array(columnName).max(10).default([]),
    })
    .prefault({}),
  /** 0 switches the rule off. auto: what always answering the most frequent class would reach. */
  minimum_macro_f1: orAuto(z.number().min(0).max(1)),
  /** Of every class: the share of its records that must be answered right. 0 switches the rule off. */
  minimum_class_recall: z.number().min(0).max(1).default(0),
  /** Expected calibration error of the answers, at most. 1 switches the rule off. */
  maximum_calibration_error: z.number().min(0).max(1).default(1),
  /** Share of written answers that can be read. 0 switches the rule off. auto: 0.9. */
  minimum_readable_answers: orAuto(z.number().min(0).max(1)),
  /** No record of the test, or like one, may be in training. */
  no_contamination: z.boolean().default(true),
  /** Of the dataset's score card, 0 to 100. 0 switches the rule off. */
  minimum_data_score: z.number().min(0).max(100).default(0),
  /** Fewer test records than this: INCONCLUSIVE. */
  minimum_test_records: z.number().int().min(1).default(30),
});

const publish = z.strictObject({
  alias: z.enum(ALIASES).default('candidate'),
  /** Publish although the gate did not pass; stays on record. */
  override: z
    .strictObject({ by: z.string().min(1).max(200), reason: z.string().min(10).max(2000) })
    .nullable()
    .default(null),
});

export const pipelineSpecSchema = z.strictObject({
  version: z.literal(1).default(1),
  task: task.prefault({}),
  /** Id in the catalogue of base models. auto: the best that lies ready for the records' language. */
  base: orAuto(z.string().regex(/^[a-z0-9][a-z0-9.-]{0,62}$/)),
  ingest: ingest.prefault({}),
  generate: generate.prefault({}),
  refine: refine.prefault({}),
  split: split.prefault({}),
  train: train.prefault({}),
  evaluate: evaluate.prefault({}),
  gate: gate.prefault({}),
  publish: publish.prefault({}),
});

/** A spec with every default filled in; `auto` may still stand where the data decides. */
export type PipelineSpec = z.output<typeof pipelineSpecSchema>;
/** How chance is drawn: all that the figures of an evaluation depend on beside the answers. */
export type ResamplingConfig = Pick<PipelineSpec['evaluate'], 'draws' | 'confidence' | 'seed'>;
/** What a person writes. */
export type PipelineSpecInput = z.input<typeof pipelineSpecSchema>;

/** Registry names: lower-case letters, digits, `-`, `_`, `.`; at most 63. */
export const registryNameSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/);
