import type { ChatRequest, EndpointFacts, TokenUsage } from '../../pipeline/contracts/generation.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';

/** Thrown by a question that the budget has no room for; nothing was sent. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
  readonly budget: 'token_budget' | 'cost_budget';

  constructor(budget: 'token_budget' | 'cost_budget') {
    super(budget);
    this.budget = budget;
  }
}

/** What the frame of a request adds to its texts, in tokens, generously. */
const FRAME = 64;
const MILLION = 1_000_000;

/**
 * Counts tokens and cost, and lets no request through that could go over the budget: until its answer is there a request counts
 * with the most it can take. A token is a byte at least, so bytes are never fewer than tokens. Answers from memory count as
 * well: a run that was resumed ends where it would have ended without.
 */
export class Budget {
  readonly #most: Pick<PipelineSpec['generate'], 'max_tokens_total' | 'max_cost'>;
  readonly #price: EndpointFacts['price'];
  #input = 0;
  #output = 0;
  #reserved = { input: 0, output: 0 };
  answers = 0;
  uncounted = 0;

  constructor(most: Budget['spendable'], price: EndpointFacts['price']) {
    this.#most = most;
    this.#price = price;
  }

  get spendable(): Pick<PipelineSpec['generate'], 'max_tokens_total' | 'max_cost'> {
    return this.#most;
  }

  get tokens(): TokenUsage {
    return { input: this.#input, output: this.#output };
  }

  /** Null where no price is set. */
  get cost(): number | null {
    return this.#costOf(this.tokens);
  }

  /** Sends a request by `send` if there is room for it. Error: `BudgetSpent`. */
  async spend<R extends { readonly usage: TokenUsage | null }>(
    request: ChatRequest,
    send: () => Promise<R>,
  ): Promise<R> {
    const most = mostOf(request);
    this.#check(most);
    this.#reserved = sum(this.#reserved, most);
    try {
      const reply = await send();
      // An endpoint that does not tell is taken to have used all that it could.
      const usage = reply.usage ?? most;
      this.answers += 1;
      if (reply.usage === null) this.uncounted += 1;
      this.#input += usage.input;
      this.#output += usage.output;
      return reply;
    } finally {
      this.#reserved = {
        input: this.#reserved.input - most.input,
        output: this.#reserved.output - most.output,
      };
    }
  }

  #check(next: TokenUsage): void {
    const all = sum(sum(this.tokens, this.#reserved), next);
    const { max_tokens_total: tokens, max_cost: cost } = this.#most;
    if (tokens !== null && all.input + all.output > tokens) throw new BudgetSpent('token_budget');
    if (cost !== null && (this.#costOf(all) ?? 0) > cost) throw new BudgetSpent('cost_budget');
  }

  #costOf({ input, output }: TokenUsage): number | null {
    return this.#price && (input * this.#price.input + output * this.#price.output) / MILLION;
  }
}

function mostOf({ messages, schema, maxTokens }: ChatRequest): TokenUsage {
  const texts = messages.reduce((bytes, { content }) => bytes + Buffer.byteLength(content) + FRAME, 0);
  return { input: texts + Buffer.byteLength(JSON.stringify(schema)) + FRAME, output: maxTokens };
}

function sum(one: TokenUsage, other: TokenUsage): TokenUsage {
  return { input: one.input + other.input, output: one.output + other.output };
}
