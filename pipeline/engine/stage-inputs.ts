import type { ArtifactRef, ArtifactStore } from '../contracts/artifact.ts';
import type { BaseStore } from '../contracts/base.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { putJson } from '../contracts/json-artifact.ts';
import type { MaskSealer } from '../contracts/mask-vault.ts';
import { LANGUAGES, type Language, type StageName } from '../contracts/names.ts';
import type { RunReading } from '../contracts/reading.ts';
import type { SiteRates } from '../contracts/resources.ts';
import type { BaseView } from '../contracts/service.ts';
import type { InputSource, Stage } from '../contracts/stage.ts';
import type { TestLook } from '../contracts/suites.ts';
import { causeOf, type TriggerCause } from '../contracts/triggers.ts';
import type { Database } from '../store/database/database.ts';
import { earlierColumns, versionById } from '../store/rows/datasets.ts';
import { decisionsInForce } from '../store/rows/decisions.ts';
import { aliasTarget, versionOf } from '../store/rows/models.ts';
import { type RunRow, recordDecision } from '../store/rows/runs.ts';
import { reportBefore, type StageRunRow } from '../store/rows/stage-runs.ts';
import { suiteBlob } from '../store/rows/suites.ts';
import { countLook } from '../store/rows/test-looks.ts';
import { triggersOfRuns } from '../store/rows/triggers.ts';
import { chooseBase } from './choose-base.ts';
import { confusionsOf } from './confusions.ts';
import type { ResolvedInput } from './inputs.ts';
import { usageOf } from './run-usage.ts';

export interface InputWorld {
  readonly database: Database;
  readonly artifacts: Pick<ArtifactStore, 'putBytes' | 'listTree'>;
  readonly masks: MaskSealer;
  readonly rates: SiteRates;
  readonly bases: BaseStore & { list(): Promise<readonly BaseView[]> };
}

/** What the run has so far: its row and its stages. */
export interface RunState {
  readonly run: RunRow;
  readonly stages: ReadonlyMap<StageName, StageRunRow>;
}

/** Finds every declared input of a stage, from the stages before it and from outside. */
export async function resolveInputs(
  stage: Stage,
  state: RunState,
  world: InputWorld,
  watch: { signal: AbortSignal; onBaseProgress(percent: number): void },
): Promise<Record<string, ResolvedInput>> {
  const resolved: Record<string, ResolvedInput> = {};
  for (const [name, source] of Object.entries(stage.inputs)) {
    resolved[name] = await resolveOne(source, state, world, watch);
  }
  return resolved;
}

async function resolveOne(
  source: InputSource,
  state: RunState,
  world: InputWorld,
  watch: { signal: AbortSignal; onBaseProgress(percent: number): void },
): Promise<ResolvedInput> {
  if ('stage' in source) return { kind: 'artifact', ref: outputOf(state, source.stage, source.output) };
  switch (source.external) {
    case 'dataset':
      return { kind: 'artifact', ref: await uploadOf(world.database, state.run.dataset_id) };
    case 'test':
      return {
        kind: 'artifact',
        ref: state.run.test_id === null ? null : await uploadOf(world.database, state.run.test_id),
      };
    case 'suite': {
      const { name, suite } = state.run;
      return {
        kind: 'artifact',
        ref: suite === null ? null : await suiteBlob(world.database, name, suite),
      };
    }
    case 'look':
      return { kind: 'artifact', ref: await lookOf(state, world) };
    case 'trigger':
      return { kind: 'artifact', ref: await causeOfRun(state.run, world) };
    case 'usage':
      return { kind: 'artifact', ref: await usageOf(state.stages, world) };
    case 'previous_report':
      return { kind: 'artifact', ref: await previousReport(state, world) };
    case 'reading':
      return { kind: 'artifact', ref: await readingOf(state, world) };
    case 'decisions':
      return { kind: 'artifact', ref: await decisionsOf(state, world) };
    case 'confusions':
      return { kind: 'artifact', ref: await confusionsOf(state.run, world.artifacts) };
    case 'mask_key':
      return { kind: 'sealer', sealer: world.masks };
    case 'base': {
      const id = await baseIdOf(state, world);
      return {
        kind: 'base',
        base: await world.bases.ensure(id, { signal: watch.signal, onProgress: watch.onBaseProgress }),
      };
    }
    case 'production': {
      const number = await aliasTarget(world.database, state.run.name, 'production');
      const version = number === null ? null : await versionOf(world.database, state.run.name, number);
      return { kind: 'production', version };
    }
  }
}

/** What started the run, as an artifact. */
async function causeOfRun(run: RunRow, { database, artifacts }: InputWorld): Promise<ArtifactRef> {
  const started = (await triggersOfRuns(database, [run.id])).get(run.id)?.started;
  const { kind, by, reason, link, commit, due } = started ?? causeOf(run.trigger);
  const cause: TriggerCause = { kind, by, reason, link, commit, due };
  return putJson(artifacts, cause);
}

function outputOf(state: RunState, stage: StageName, output: string): ArtifactRef | null {
  const before = state.stages.get(stage);
  const ref = before?.outputs?.[output];
  if (before?.status !== 'done' || ref === undefined) {
    throw new TouchstoneError('INTERNAL', {
      params: { detail: `stage ${stage} has not given its output "${output}"` },
    });
  }
  return ref;
}

async function uploadOf(database: Database, id: string): Promise<ArtifactRef> {
  const { digest, bytes } = await versionById(database, id);
  return { kind: 'blob', digest, bytes };
}

/** `report.json` of the last run of the name that trained another model and came to a report; null where there is none. */
async function previousReport(
  state: RunState,
  { database, artifacts }: InputWorld,
): Promise<ArtifactRef | null> {
  const adapter = outputOf(state, 'train', 'adapter');
  const tree = adapter && (await reportBefore(database, state.run, adapter.digest));
  if (tree?.kind !== 'tree') return null;
  const entry = (await artifacts.listTree(tree)).find(({ path }) => path === 'report.json');
  return entry ? { kind: 'blob', digest: entry.digest, bytes: entry.bytes } : null;
}

/** The how-manieth look at its test set the run's adapter is; counted the first time. */
async function lookOf(state: RunState, { database, artifacts }: InputWorld): Promise<ArtifactRef> {
  const test = outputOf(state, 'split', 'test');
  const adapter = outputOf(state, 'train', 'adapter');
  if (test === null || adapter === null) {
    throw new TouchstoneError('INTERNAL', { params: { detail: 'nothing was judged by any test set' } });
  }
  const { id: run, name } = state.run;
  const look = { testDigest: test.digest, adapter: adapter.digest, run, name };
  const counted: TestLook = { test_digest: test.digest, number: await countLook(database, look) };
  return putJson(artifacts, counted);
}

/** What uploaders said of the run's files, as an artifact; null where they said nothing. */
async function readingOf(
  { run }: RunState,
  { database, artifacts }: InputWorld,
): Promise<ArtifactRef | null> {
  const version = await versionById(database, run.dataset_id);
  const test = run.test_id === null ? null : (await versionById(database, run.test_id)).reading;
  const earlier = version.reading?.columns ? null : ((await earlierColumns(database, version)) ?? null);
  const reading: RunReading = { dataset: version.reading, earlier, test };
  return Object.values(reading).every((one) => one === null) ? null : putJson(artifacts, reading);
}

/** What people decided about the run's dataset, as an artifact: who decides otherwise gives the stage another key. */
async function decisionsOf(
  state: RunState,
  { database, artifacts }: InputWorld,
): Promise<ArtifactRef | null> {
  const { dataset } = await versionById(database, state.run.dataset_id);
  const decisions = await decisionsInForce(database, dataset);
  return decisions.length === 0 ? null : putJson(artifacts, decisions);
}

/** The base that the spec names; for `auto` one choice per run, made once and kept. */
async function baseIdOf(state: RunState, world: InputWorld): Promise<string> {
  if (state.run.spec.base !== 'auto') return state.run.spec.base;
  const kept = state.run.decisions.find((decision) => decision.field === 'base');
  if (typeof kept?.value === 'string') return kept.value;
  const decision = chooseBase(await world.bases.list(), languageOf(state));
  await recordDecision(world.database, state.run.id, decision);
  return decision.value;
}

function languageOf(state: RunState): Language {
  const found = state.stages.get('ingest')?.summary?.language;
  return LANGUAGES.find((language) => language === found) ?? 'zh-TW';
}
