import type {
  ChatReply,
  ChatRequest,
  EndpointFacts,
  TextModel,
} from '../../../../pipeline/contracts/generation.ts';

/** A text model that answers as a test says, and keeps what it was asked. */
export class FakeTextModel implements TextModel {
  readonly asked: ChatRequest[] = [];
  readonly endpoint: EndpointFacts;
  readonly #answer: (values: Readonly<Record<string, unknown>>, request: ChatRequest) => unknown;

  /** `answer` gets the values of the prompt's places; what is no text is answered as JSON. */
  constructor(
    answer: (values: Readonly<Record<string, unknown>>, request: ChatRequest) => unknown,
    facts: Partial<EndpointFacts> = {},
  ) {
    this.endpoint = { model: 'fake', inside: true, concurrency: 3, price: null, extra: {}, ...facts };
    this.#answer = answer;
  }

  async ask(request: ChatRequest): Promise<ChatReply> {
    this.asked.push(request);
    const said = this.#answer(valuesIn(request), request);
    if (said === null) return { kind: 'lost', reason: 'refused', usage: { input: 100, output: 0 } };
    const text = typeof said === 'string' ? said : JSON.stringify(said);
    return { kind: 'answer', text, usage: { input: 100, output: 20 } };
  }
}

/** JSON values after a colon at the head of the prompt's lines, by the word before it. */
export function valuesIn({ messages }: ChatRequest): Record<string, unknown> {
  const lines = messages.at(-1)!.content.split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const match = /^([^:："[{]+)[:：] ?(["[].*)$/.exec(line);
      return match ? [[match[1]!, JSON.parse(match[2]!)] as const] : [];
    }),
  );
}
