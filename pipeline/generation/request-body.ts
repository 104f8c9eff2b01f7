import type { ChatRequest, EndpointFacts } from '../contracts/generation.ts';

/**
 * Ways of asking for JSON, the strictest first: by schema as OpenAI, vLLM and Ollama have it; as llama.cpp's Python server
 * has it; by the words of the prompt alone.
 */
export const JSON_MODES = ['json_schema', 'json_object', 'words'] as const;
export type JsonMode = (typeof JSON_MODES)[number];

/** Fields of ours that some models reject by name: OpenAI's reasoning models the first two, other vendors the last. */
export const DISPENSABLE = ['max_tokens', 'temperature', 'seed'] as const;
export type Dispensable = (typeof DISPENSABLE)[number];

/**
 * The body of a request to `/chat/completions`; `extra` fields never replace ours.
 * @param rejected fields that the endpoint does not take: they are left out, `max_tokens` goes by its newer name
 */
export function requestBody(
  request: ChatRequest,
  mode: JsonMode,
  extra: EndpointFacts['extra'],
  rejected: ReadonlySet<Dispensable> = new Set(),
): Readonly<Record<string, unknown>> {
  const { model, messages, temperature, maxTokens, seed } = request;
  return {
    ...extra,
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    ...(!rejected.has('temperature') && { temperature }),
    [rejected.has('max_tokens') ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
    ...(!rejected.has('seed') && { seed }),
    stream: false,
    ...(request.schema !== null && responseFormat(request.schema, mode)),
  };
}

function responseFormat({ name, schema }: NonNullable<ChatRequest['schema']>, mode: JsonMode) {
  switch (mode) {
    case 'json_schema':
      return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } };
    case 'json_object':
      return { response_format: { type: 'json_object', schema } };
    case 'words':
      return {};
  }
}
