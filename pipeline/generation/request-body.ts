import type { ChatRequest, EndpointFacts } from '../contracts/generation.ts';

/**
 * Ways of asking for JSON, the strictest first: by schema as OpenAI, vLLM and Ollama have it; as llama.cpp's Python server
 * has it; by the words of the prompt alone.
 */
export const JSON_MODES = ['json_schema', 'json_object', 'words'] as const;
export type JsonMode = (typeof JSON_MODES)[number];

/** The body of a request to `/chat/completions`; `extra` fields never replace ours. */
export function requestBody(
  request: ChatRequest,
  mode: JsonMode,
  extra: EndpointFacts['extra'],
): Readonly<Record<string, unknown>> {
  const { model, messages, temperature, maxTokens, seed } = request;
  return {
    ...extra,
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    temperature,
    max_tokens: maxTokens,
    seed,
    stream: false,
    ...responseFormat(request.schema, mode),
  };
}

function responseFormat({ name, schema }: ChatRequest['schema'], mode: JsonMode) {
  switch (mode) {
    case 'json_schema':
      return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } };
    case 'json_object':
      return { response_format: { type: 'json_object', schema } };
    case 'words':
      return {};
  }
}
