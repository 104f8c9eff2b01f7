import { TouchstoneError } from './errors/error.ts';
import type { PipelineSpec } from './spec.ts';

/** Why nothing can be trained on a dataset of documents under this spec; null where records are made from them. */
export function needsGeneration({ method }: PipelineSpec['generate']): TouchstoneError | null {
  if (method !== 'none') return null;
  return new TouchstoneError('DOCUMENT_NEEDS_GENERATION', {
    place: { file: 'spec', field: 'generate.method' },
  });
}
