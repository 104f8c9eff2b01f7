import { createHash } from 'node:crypto';
import type { EndpointFacts } from '../contracts/generation.ts';
import type { RunRequest } from '../contracts/service.ts';
import type { Database } from '../store/database/database.ts';
import { versionById } from '../store/rows/datasets.ts';
import { decisionsInForce } from '../store/rows/decisions.ts';
import { canonicalJson } from './canonical-json.ts';
import { withEndpoint } from './generation.ts';
import { parseSpec } from './spec.ts';
import { suiteOfRun } from './suites.ts';

/**
 * What work a run would do, as one key: the same for requests whose runs would have the same data, the same settings
 * however they are written, the same decisions of people and the same frozen test set. Errors: those of the spec, of a
 * dataset that is not there, `SUITE_IN_FORCE`.
 */
export async function workKey(
  { database, textEndpoint }: { readonly database: Database; readonly textEndpoint: EndpointFacts | null },
  request: Omit<RunRequest, 'trigger'>,
): Promise<string> {
  const spec = withEndpoint(parseSpec(request.spec ?? {}), textEndpoint);
  const suite = await suiteOfRun(database, request);
  const { dataset, digest, reading } = await versionById(database, request.dataset);
  const test = request.test ? await versionById(database, request.test) : null;
  const parts = {
    format: 1,
    name: request.name,
    data: { dataset, digest, reading },
    test: test && { digest: test.digest, reading: test.reading },
    spec,
    suite,
    decisions: await decisionsInForce(database, dataset),
  };
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}
