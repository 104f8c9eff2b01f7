import { TouchstoneError } from '../contracts/errors/error.ts';
import { type EndpointFacts, GENERATION_METHODS } from '../contracts/generation.ts';
import type { PipelineSpec } from '../contracts/spec.ts';

/**
 * The spec with the endpoint's model in the place of `auto`, so that the stage key knows which model was asked. Says at
 * once, before anything starts, what generation lacks. Errors: `GENERATE_NO_ENDPOINT`, `GENERATE_NO_PRICE`,
 * `GENERATE_SETTING`, `SPEC_TASK_NOT_YET`.
 */
export function withEndpoint(spec: PipelineSpec, endpoint: EndpointFacts | null): PipelineSpec {
  const { generate } = spec;
  const { method } = generate;
  if (method === 'none') return spec;
  const { task } = GENERATION_METHODS[method];
  if (task !== 'classification') {
    const place = { file: 'spec', field: 'generate.method' };
    throw new TouchstoneError('SPEC_TASK_NOT_YET', { params: { task }, place });
  }
  if (method === 'hard_negatives' && generate.pairs !== 'auto' && generate.pairs.length === 0)
    throw unsuitable(method, 'pairs', 'no pair is named');
  if (method === 'document_labels' && Object.keys(generate.labels).length < 2) {
    throw unsuitable(method, 'labels', 'two labels are the least');
  }
  if (endpoint === null) {
    throw new TouchstoneError('GENERATE_NO_ENDPOINT', {
      params: { method },
      place: { file: 'spec', field: 'generate.method' },
    });
  }
  if (generate.max_cost !== null && endpoint.price === null) {
    throw new TouchstoneError('GENERATE_NO_PRICE', { place: { file: 'spec', field: 'generate.max_cost' } });
  }
  return generate.model === 'auto' ? { ...spec, generate: { ...generate, model: endpoint.model } } : spec;
}

function unsuitable(method: string, field: string, detail: string): TouchstoneError {
  return new TouchstoneError('GENERATE_SETTING', {
    params: { method, field, detail },
    place: { file: 'spec', field: `generate.${field}` },
  });
}
