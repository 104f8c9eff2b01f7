/** The closed sets of names that every room shares. A `Record` over one of them makes a forgotten member a type error. */

/** The stages of a pipeline, in the order in which data passes through them. */
export const STAGE_NAMES = [
  'ingest',
  'generate',
  'refine',
  'split',
  'train',
  'evaluate',
  'gate',
  'report',
  'publish',
] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** Where a stage's work runs: `cpu` stages inside the service, `model` stages through an executor. */
export const POOLS = ['cpu', 'model'] as const;
export type Pool = (typeof POOLS)[number];

/** Tasks that a pipeline can be asked for; tasks.ts says what each is. */
export const TASK_KINDS = [
  'classification',
  'multi_label',
  'extraction',
  'structured',
  'question_answering',
  'generation',
] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
/** Tasks whose answers are written by the model and read by a parser, rather than chosen among labels. */
export type AnswerTask = Exclude<TaskKind, 'classification'>;

export const LANGUAGES = ['zh-TW', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in every language that people read. */
export type Localized = Readonly<Record<Language, string>>;

export const RUN_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
/** `succeeded` means that the pipeline ended; whether the model is good is the verdict's business. */
export type RunStatus = (typeof RUN_STATUSES)[number];

export const STAGE_STATUSES = ['pending', 'running', 'done', 'failed', 'cancelled'] as const;
export type StageStatus = (typeof STAGE_STATUSES)[number];

export const VERDICTS = ['PASS', 'FAIL', 'INCONCLUSIVE'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const TRIGGERS = ['upload', 'api', 'cli', 'jenkins', 'git', 'schedule'] as const;
export type TriggerKind = (typeof TRIGGERS)[number];

/** Names that move over a model's versions. */
export const ALIASES = ['candidate', 'production'] as const;
export type Alias = (typeof ALIASES)[number];

/** The models that one evaluation sets side by side on the same records. */
export const SYSTEM_IDS = ['base', 'tuned', 'production'] as const;
export type SystemId = (typeof SYSTEM_IDS)[number];
