import { TouchstoneError } from '../contracts/errors/error.ts';
import { type EndpointFacts, GENERATION_METHODS } from '../contracts/generation.ts';
import type { PipelineSpec } from '../contracts/spec.ts';

/**
 * What a run cannot do with the records that its spec asks for, said before anything starts. Error: `GENERATE_NO_TEST` for
 * documents without a test file: what is made from them is never tested on, and they have nothing else.
 */
export function checkGeneratingRun({ generate: { method } }: PipelineSpec, hasTest: boolean): void {
  if (method === 'none') return;
  const { from } = GENERATION_METHODS[method];
  const place = { file: 'spec', field: 'generate.method' };
  if (from === 'documents' && !hasTest) throw new TouchstoneError('GENERATE_NO_TEST', { place });
}

/**
 * The spec with the endpoint's model in the place of `auto`, so that the stage key knows which model was asked. Says at
 * once, before anything starts, what generation lacks. Errors: `GENERATE_NO_ENDPOINT`, `GENERATE_NO_PRICE`,
 * `GENERATE_SETTING`.
 */
export function withEndpoint(given: PipelineSpec, endpoint: EndpointFacts | null): PipelineSpec {
  const spec = withComparison(given, endpoint);
  const { generate } = spec;
  const { method } = generate;
  if (method === 'none') return spec;
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

/** The same for the text models that an evaluation compares with and has judge; nobody judges unless asked to. Error: `EVALUATION_NO_ENDPOINT`. */
function withComparison(spec: PipelineSpec, endpoint: EndpointFacts | null): PipelineSpec {
  const { endpoint: peer, judge } = spec.evaluate;
  const named = <Asked extends { readonly model: string }>(asked: Asked, field: string): Asked => {
    if (endpoint === null) {
      throw new TouchstoneError('EVALUATION_NO_ENDPOINT', {
        params: { field },
        place: { file: 'spec', field },
      });
    }
    return asked.model === 'auto' ? { ...asked, model: endpoint.model } : asked;
  };
  return {
    ...spec,
    evaluate: {
      ...spec.evaluate,
      endpoint: peer && named(peer, 'evaluate.endpoint'),
      judge: judge === 'auto' ? null : judge && named(judge, 'evaluate.judge'),
    },
  };
}
