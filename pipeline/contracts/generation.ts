import type { Message } from './record.ts';

/** What the `generate` stage can be asked for, and what each is made from. */
export const GENERATION_METHODS = {
  rare_classes: { from: 'records', task: 'classification' },
  rewrites: { from: 'records', task: 'classification' },
  hard_negatives: { from: 'records', task: 'classification' },
  document_labels: { from: 'documents', task: 'classification' },
  document_questions: { from: 'documents', task: 'question_answering' },
  document_subjects: { from: 'documents', task: 'generation' },
  document_explanations: { from: 'documents', task: 'generation' },
  document_summaries: { from: 'documents', task: 'generation' },
  document_terms: { from: 'documents', task: 'extraction' },
} as const;
export type GenerationMethod = keyof typeof GENERATION_METHODS;
export const GENERATION_METHOD_NAMES = Object.keys(GENERATION_METHODS) as readonly GenerationMethod[];

/** Two labels that a model took for each other, the more frequent confusion of both first. */
export type ConfusedPair = readonly [string, string];

/** What a generated record must pass, in this order; the yield at each is counted. */
export const GENERATION_FILTERS = [
  'answered',
  'schema',
  'language',
  'faithfulness',
  'novelty',
  'round_trip',
  'judge',
  'unrepeated',
] as const;
export type GenerationFilter = (typeof GENERATION_FILTERS)[number];

/** What a model behind an endpoint charges, in the operator's currency for a million tokens. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number;
}

/** What a stage may know of the endpoint: neither its address nor its key. */
export interface EndpointFacts {
  /** The model that is asked where a spec names none. */
  readonly model: string;
  /** True: what is sent there stays inside the organisation. False: personal data is masked before it leaves. */
  readonly inside: boolean;
  /** Requests under way at the same time, at most. */
  readonly concurrency: number;
  readonly price: TokenPrice | null;
  /** Fields that every request has beside those of `ChatRequest`; answers without them are other answers. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** One question to a model, with the shape that its answer must have, if any. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  /** JSON schema of the answer; null: any text is an answer. */
  readonly schema: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } | null;
  readonly temperature: number;
  /** Tokens of the answer, at most. */
  readonly maxTokens: number;
  readonly seed: number;
}

export interface TokenUsage {
  readonly input: number;
  readonly output: number;
}

/**
 * What came of a question. `lost`: the endpoint works, but gave no answer that could be used, and asking again would not
 * help: it was refused by the model, blank, cut off at the limit of tokens, no reply of a chat model at all, or the request was
 * rejected as it stands (too long, say). Usage is null where the endpoint told none.
 */
export type ChatReply =
  | { readonly kind: 'answer'; readonly text: string; readonly usage: TokenUsage | null }
  | {
      readonly kind: 'lost';
      readonly reason: 'refused' | 'blank' | 'cut_off' | 'malformed' | 'rejected';
      readonly usage: TokenUsage | null;
    };

/** The only way from a stage to a text model behind an endpoint. */
export interface TextModel {
  /** Null where no endpoint is set. */
  readonly endpoint: EndpointFacts | null;
  /**
   * Asks, and asks again where time may help. Errors: `GENERATE_NO_ENDPOINT`, `GENERATE_UNREACHABLE`,
   * `GENERATE_DENIED`; the signal's reason.
   */
  ask(request: ChatRequest, signal: AbortSignal): Promise<ChatReply>;
}

/** What `generate` did. Without generation everything is 0 and `model` null. */
export interface GenerateReport {
  readonly method: GenerationMethod | 'none';
  /** Records asked for, and made. */
  readonly wanted: number;
  readonly generated: number;
  readonly model: string | null;
  /** False: personal data was masked before it left. */
  readonly inside: boolean;
  /** Prompts used, id with version. */
  readonly prompts: readonly string[];
  /** Tries to make a record, and how many got past each filter, in their order; a filter switched off lets all pass. */
  readonly tried: number;
  readonly yields: readonly {
    readonly filter: GenerationFilter;
    readonly active: boolean;
    readonly came: number;
    readonly passed: number;
  }[];
  /** Answers that were no JSON of the shape at first and were mended: by taking the JSON out of them, or by asking once more. */
  readonly repaired: number;
  /**
   * Worthless texts that the judge was shown, and how many of them reached the mark that records must. Null where there was no
   * judge or nothing to judge; left out in reports from before there were controls.
   */
  readonly judge_controls?: { readonly tried: number; readonly passed: number } | null;
  readonly per_label: readonly { readonly label: string; readonly records: number }[];
  /** Pieces of personal data that were masked before they left. */
  readonly masked: number;
  /** Questions that were answered, those of repairs, round trips and the judge included. */
  readonly answers: number;
  /** Answers whose tokens the endpoint did not tell, counted by their bytes, which are never fewer. */
  readonly uncounted: number;
  readonly tokens: TokenUsage;
  /** In the currency of the price; null where no price is set. */
  readonly cost: number | null;
  readonly seconds: number;
  /** Why it ended: all were made; no material was left, or too many tries had failed; a budget was used up. */
  readonly ended: 'all_made' | 'no_more_tries' | 'token_budget' | 'cost_budget' | 'not_asked_for';
}

/** Records trained on that a text model made in one way. A part is null where an uploaded record no longer tells it. */
export interface GeneratedShare {
  readonly method: GenerationMethod | null;
  readonly model: string | null;
  /** Id of the prompt, its version included. */
  readonly prompt: string | null;
  readonly records: number;
}

/** What a model version's lineage keeps of records that a text model made. */
export interface GeneratedLineage {
  /** Those trained on, in the run or in an upload; empty where there were none. */
  readonly trained: readonly GeneratedShare[];
  /** How the run itself had some made; null where it asked for none. */
  readonly run: Omit<GenerateReport, 'per_label'> | null;
}
