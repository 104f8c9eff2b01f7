import { isDeepStrictEqual } from 'node:util';
import { dumpYaml, loadYaml, type V1Job } from '@kubernetes/client-node';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { parse } from 'yaml';

/**
 * What the API server would say of a Job that is not as the published schema has it: its types and required fields by the
 * OpenAPI schema (`kubernetes-models`), unknown fields by the library's own models, which are made from the same document and drop what
 * they do not know. Null: nothing.
 */
export function faultsIn(
  job: V1Job,
): { readonly status: number; readonly reason: string; readonly message: string } | null {
  const known: unknown = parse(dumpYaml(loadYaml(JSON.stringify(job))));
  if (!isDeepStrictEqual(known, JSON.parse(JSON.stringify(job)))) {
    const message = 'strict decoding error: unknown field';
    return { status: 400, reason: 'BadRequest', message };
  }
  try {
    new Job(job as unknown as ConstructorParameters<typeof Job>[0]).validate();
    return null;
  } catch (error) {
    const message = `Job.batch "${job.metadata?.name}" is invalid: ${(error as Error).message}`;
    return { status: 422, reason: 'Invalid', message };
  }
}
