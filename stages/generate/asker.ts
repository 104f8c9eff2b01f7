import { jsonSchemaOf, parseAnswer } from '../../datasets/generation/json-answer.ts';
import { REPAIR } from '../../datasets/generation/prompts/record-prompts.ts';
import { messagesOf, type Question } from '../../datasets/generation/question.ts';
import type { ChatReply, ChatRequest, EndpointFacts } from '../../pipeline/contracts/generation.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';
import type { Budget } from './budget.ts';
import { maskQuestion } from './masked-question.ts';

/** Raised when what is sent, or what of a reply is kept, changes. */
const ANSWER_VERSION = 1;

export interface AskerParts {
  readonly context: Pick<StageContext, 'textModel' | 'remember' | 'signal'>;
  readonly endpoint: EndpointFacts;
  readonly model: string;
  readonly language: Language;
  readonly maxTokens: number;
  readonly budget: Budget;
}

/** `stray`: the answer has a placeholder for personal data that stands for nothing. */
export type Asked =
  | { readonly kind: 'right'; readonly value: unknown; readonly stray: boolean }
  | { readonly kind: 'lost'; readonly at: 'answered' | 'schema' };

type Answer = Extract<ChatReply, { kind: 'answer' }>;

/** A reply that is not worth keeping: asked another time, the question may be answered. */
class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly reply: ChatReply;

  constructor(reply: ChatReply) {
    super('not kept');
    this.reply = reply;
  }
}

/**
 * Asks questions, masked where they leave the organisation. Every answer is remembered as it arrives, by its request: whatever
 * kills the run, an answer that was paid for is there when it goes on, and is not asked for again.
 */
export class Asker {
  readonly #parts: AskerParts;
  /** Ids of the prompts that were used. */
  readonly prompts = new Set<string>();
  repaired = 0;
  masked = 0;

  constructor(parts: AskerParts) {
    this.#parts = parts;
  }

  /** Errors: `BudgetSpent`; those of the text model. */
  async ask(question: Question, options: { seed: number; temperature: number }): Promise<Asked> {
    const { endpoint, language } = this.#parts;
    const masked = maskQuestion(question, endpoint.inside);
    const schema = jsonSchemaOf(masked.shape);
    const send = (prompt: Question['prompt'], values: Question['values'], temperature: number) => {
      this.prompts.add(prompt.id);
      return this.#send(messagesOf(prompt, language, values), schema, { ...options, temperature });
    };
    this.masked += masked.masked;
    const first = await send(question.prompt, masked.values, options.temperature);
    if (first === null) return { kind: 'lost', at: 'answered' };
    let parsed = parseAnswer(first.text, masked.shape);
    if (parsed.kind === 'right' && parsed.taken) this.repaired += 1;
    if (parsed.kind === 'wrong') {
      const values = { answer: first.text, faults: parsed.faults, schema: JSON.stringify(schema) };
      const second = await send(REPAIR, values, 0);
      if (second === null) return { kind: 'lost', at: 'schema' };
      parsed = parseAnswer(second.text, masked.shape);
      if (parsed.kind === 'wrong') return { kind: 'lost', at: 'schema' };
      this.repaired += 1;
    }
    const value = masked.restore(parsed.value);
    return { kind: 'right', value, stray: masked.hasStray(value) };
  }

  async #send(
    messages: ChatRequest['messages'],
    schema: Readonly<Record<string, unknown>>,
    { seed, temperature }: { seed: number; temperature: number },
  ): Promise<Answer | null> {
    const { model, maxTokens, budget } = this.#parts;
    const request = { model, messages, schema: { name: 'answer', schema }, temperature, maxTokens, seed };
    const reply = await budget.spend(request, () => this.#remembered(request));
    return reply.kind === 'answer' ? reply : null;
  }

  async #remembered(request: ChatRequest): Promise<ChatReply> {
    const { remember, textModel, signal } = this.#parts.context;
    const { extra } = this.#parts.endpoint;
    // What was asked without such fields stays known.
    const asked = Object.keys(extra).length === 0 ? { request } : { request, extra };
    try {
      const { summary } = await remember('answer', ANSWER_VERSION, asked, async () => {
        const reply = await textModel.ask(request, signal);
        if (reply.kind === 'lost' && reply.usage === null) throw new NotKept(reply);
        return { outputs: {}, summary: { reply } };
      });
      return summary.reply as ChatReply;
    } catch (error) {
      if (error instanceof NotKept) return error.reply;
      throw error;
    }
  }
}
