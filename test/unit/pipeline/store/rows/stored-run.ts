import { newId } from '../../../../../pipeline/config/ids.ts';
import { pipelineSpecSchema } from '../../../../../pipeline/contracts/spec.ts';
import type { Database } from '../../../../../pipeline/store/database/database.ts';
import { addVersion } from '../../../../../pipeline/store/rows/datasets.ts';
import { insertRun } from '../../../../../pipeline/store/rows/runs.ts';
import { unique } from '../databases.ts';

export const SPEC = pipelineSpecSchema.parse({});

let last = 0;

/** A queued run over a dataset of its own; gives its id, which sorts after those of the runs before. */
export async function storedRun(database: Database, name = unique('model')): Promise<string> {
  last = Math.max(last + 1, Date.now());
  const id = newId('run', last);
  const dataset = await addVersion(database, {
    dataset: name,
    digest: 'd'.repeat(64),
    bytes: 1,
    filename: 'train.jsonl',
    by: null,
  });
  const trigger = { kind: 'api', by: null } as const;
  await insertRun(database, { id, name, dataset_id: dataset.id, test_id: null, spec: SPEC, trigger });
  return id;
}
