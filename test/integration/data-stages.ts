import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type { StageName } from '../../pipeline/contracts/names.ts';
import type { Service } from '../../pipeline/contracts/service.ts';
import type { Stage } from '../../pipeline/contracts/stage.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import { refine, refineRecords } from '../../stages/refine/stage.ts';
import { STAGES } from '../../stages/registry.ts';
import { emptyStages } from './empty-stages.ts';

/**
 * The stages that work on data as they are, but that refine divides every table into parts of one batch, and those after them
 * without work: a run takes no model and no time.
 */
export function dataStages(): Record<StageName, Stage> {
  const { ingest, generate } = STAGES;
  const small: typeof refine = {
    ...refine,
    run: (inputs, config, context) => refineRecords(inputs, config, context, { from: 0, bytes: 1 }),
  };
  const empty = emptyStages();
  const split = { ...empty.split, inputs: { in: { stage: 'refine', output: 'records' } } } as const;
  return { ...empty, ingest, generate, refine: small as Stage, split };
}

/** Uploads a text as the next version of a dataset; gives the version's id. */
export async function uploadText(service: Service, name: string, text: string): Promise<string> {
  const stream = Readable.from([Buffer.from(text)]);
  return (await service.datasets.upload({ name, filename: `${name}.jsonl`, stream })).id;
}

/** A run to its end, which must be a good one. */
export async function runOf(service: Service, dataset: string): Promise<RunView> {
  const { id } = await service.runs.create({ name: 'm', dataset }, 'en');
  const events = service.runs.events(id, 0, AbortSignal.timeout(60_000), 'en');
  for await (const _ of events);
  const run = await service.runs.show(id, 'en');
  assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
  return run;
}

/** The bytes of one output of one stage of a run, as text. */
export async function outputText(
  service: Service,
  run: RunView,
  stage: StageName,
  output: string,
): Promise<string> {
  const ref = run.stages.find((one) => one.stage === stage)?.outputs?.[output];
  assert.ok(ref, `${stage} has no ${output}`);
  return (await service.artifacts.readBytes(ref.digest)).toString('utf8');
}
