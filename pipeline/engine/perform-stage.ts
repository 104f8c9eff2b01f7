import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { type Localized, STAGE_NAMES } from '../contracts/names.ts';
import type { Stage, StageContext, StageProgress, StageResult } from '../contracts/stage.ts';
import { stageJobSchema } from '../queue/catalog.ts';
import type { JobOutcome } from '../queue/job-outcome.ts';
import { versionById } from '../store/rows/datasets.ts';
import { endRun, markRunning, type RunRow, recordOutcome, runById } from '../store/rows/runs.ts';
import { type Attempt, beat, finishStage, stagesOf, startStage } from '../store/rows/stage-runs.ts';
import type { EngineParts } from './engine-parts.ts';
import { runEvent, stageEvent } from './event-bodies.ts';
import { keyPartOf, type ResolvedInput, stageInputs } from './inputs.ts';
import { MeteredWork } from './metered-work.ts';
import { divide } from './parts/divide.ts';
import { Pulse } from './pulse.ts';
import { failVisibly, inNamedFiles, putDown } from './put-down.ts';
import { priorityOf } from './scheduling/priority.ts';
import { type RunState, resolveInputs } from './stage-inputs.ts';

/**
 * Performs one stage of one run, once, whoever asks how often: finished stages, runs that ended and jobs of an older
 * generation are left alone. The queue's message is only a hint; the database says what is to be done.
 */
export async function performStage(
  parts: EngineParts,
  payload: unknown,
  failures: number,
): Promise<JobOutcome> {
  const job = stageJobSchema.safeParse(payload);
  if (!job.success) return failVisibly(parts, payload, job.error.message);
  const { runId, stage: name, generation } = job.data;
  const run = await runById(parts.database, runId);
  if (run.generation !== generation) return { kind: 'done' };
  if (parts.shutdown.aborted) return { kind: 'later', waitSeconds: 0 };
  const attempt = await parts.events.change(runId, async (sql, tell) => {
    const started = await startStage(sql, runId, name, parts.owner);
    if (started === null) return null;
    if (await markRunning(sql, runId)) await tell(runEvent('running'));
    await tell(stageEvent(started, 'running', { seconds: null }));
    return started;
  });
  if (attempt === null) return { kind: 'done' };
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  try {
    const { result, cached, key } = await compute(parts, run, attempt);
    await finish(parts, attempt, { result, cached, stageKey: key, seconds: seconds() });
    return { kind: 'done' };
  } catch (thrown) {
    return putDown(
      parts,
      attempt,
      await inNamedFiles(parts, run, TouchstoneError.from(thrown)),
      failures + 1,
      seconds(),
    );
  }
}

async function compute(
  parts: EngineParts,
  run: RunRow,
  attempt: Attempt,
): Promise<{ result: StageResult; cached: boolean; key: string }> {
  const stage = parts.stages[attempt.stage];
  const rows = await stagesOf(parts.database, [run.id]);
  const state: RunState = { run, stages: new Map(rows.map((row) => [row.stage, row])) };
  const tell = async (progress: StageProgress | null): Promise<boolean> => {
    if (progress !== null)
      await parts.events.append(run.id, { type: 'progress', stage: stage.name, progress });
    return beat(parts.database, attempt, progress);
  };
  const pulse = new Pulse(tell, parts.shutdown, stage);
  try {
    const inputs = await resolveInputs(stage, state, parts, {
      signal: pulse.signal,
      onBaseProgress: (percent) => pulse.progress({ percent: 0, message: preparingBase(percent) }),
    });
    const config = stage.config.parse(stage.configOf(run.spec));
    const keyParts = {
      stage: stage.name,
      version: stage.version,
      config: stage.keyedByName === true ? { config, name: run.name } : config,
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, keyPartOf(input)])),
    };
    return await parts.memory.once(keyParts, (key) =>
      runStage(parts, stage, state, inputs, config, key, pulse),
    );
  } finally {
    pulse.stop();
  }
}

async function runStage(
  parts: EngineParts,
  stage: Stage,
  state: RunState,
  inputs: Readonly<Record<string, ResolvedInput>>,
  config: unknown,
  stageKey: string,
  pulse: Pulse,
): Promise<StageResult> {
  const { id: runId, name: project, trigger } = state.run;
  const priority = priorityOf(trigger.kind);
  const model = new MeteredWork(parts.model, { runId, stage: stage.name, stageKey, project, priority });
  const workDir = join(parts.workRoot, stageKey);
  await mkdir(workDir, { recursive: true, mode: 0o700 });
  const context: StageContext = {
    runId: state.run.id,
    run: await runFacts(parts, state),
    stageKey,
    workDir,
    artifacts: parts.artifacts,
    bases: parts.bases,
    model,
    registry: parts.registry,
    textModel: parts.textModel,
    signal: pulse.signal,
    now: () => new Date(),
    progress: (progress) => pulse.progress(progress),
    remember: async (name, version, of, make) => {
      const part = { stage: `${stage.name}/${name}`, version, config: null, inputs: of };
      return (await parts.memory.once(part, make)).result;
    },
    divide: (part, requests) => {
      const of = { runId: state.run.id, stage: stage.name, generation: state.run.generation };
      return divide(parts, of, part, requests, pulse.signal);
    },
  };
  pulse.signal.throwIfAborted();
  const result = await stage.run(stageInputs(inputs), config, context).catch((error: unknown) => {
    // Whatever broke because we stopped the work, the reason for stopping is what people should read.
    throw pulse.signal.aborted ? pulse.signal.reason : error;
  });
  checkOutputs(stage, result);
  await rm(workDir, { recursive: true, force: true });
  const usage = stage.pool === 'model' ? model.total() : null;
  return usage === null ? result : { ...result, summary: { ...result.summary, usage } };
}

async function runFacts(parts: EngineParts, state: RunState): Promise<StageContext['run']> {
  const dataset = await versionById(parts.database, state.run.dataset_id);
  const test = state.run.test_id === null ? null : await versionById(parts.database, state.run.test_id);
  const done = [...state.stages.values()].filter((row) => row.status === 'done');
  // The base may have been chosen a moment ago, after the run's row was read.
  const { decisions } = await runById(parts.database, state.run.id);
  return {
    name: state.run.name,
    dataset: { name: dataset.dataset, digest: dataset.digest },
    test: test === null ? null : { digest: test.digest },
    spec: state.run.spec,
    decisions: [...decisions, ...done.flatMap((row) => row.summary?.decisions ?? [])],
    codeVersion: parts.codeVersion,
    stageKeys: Object.fromEntries(done.map((row) => [row.stage, row.stage_key ?? ''])),
  };
}

/** A stage that gives other outputs than it declared is broken, and its result must not be remembered. */
function checkOutputs(stage: Stage, result: StageResult): void {
  for (const [name, kind] of Object.entries(stage.outputs)) {
    const ref = result.outputs[name];
    const fits = kind === 'optional' || kind === 'sealed' ? ref !== undefined : ref?.kind === kind;
    if (!fits)
      throw new TouchstoneError('INTERNAL', {
        params: { detail: `stage ${stage.name} gave no ${kind} "${name}"` },
      });
  }
}

async function finish(
  parts: EngineParts,
  attempt: Attempt,
  end: Parameters<typeof finishStage>[2],
): Promise<void> {
  const last = attempt.stage === STAGE_NAMES.at(-1);
  const { summary } = end.result;
  await parts.events.change(attempt.runId, async (sql, tell) => {
    if (!(await finishStage(sql, attempt, end))) return;
    await recordOutcome(sql, attempt.runId, {
      ...(summary.verdict === undefined ? {} : { verdict: summary.verdict }),
      ...(attempt.stage === 'publish' && typeof summary.version === 'number'
        ? { modelVersion: summary.version }
        : {}),
    });
    await tell(stageEvent(attempt, 'done', { cached: end.cached, seconds: end.seconds }));
    if (!last) return;
    await endRun(sql, attempt.runId, { status: 'succeeded', error: null });
    await tell(runEvent('succeeded', (await runById(sql, attempt.runId)).verdict));
  });
}

/** In tens, so that few messages say it. */
function preparingBase(percent: number): Localized {
  const tens = Math.floor(percent / 10) * 10;
  return { en: `Preparing the base model: ${tens} %`, 'zh-TW': `準備基礎模型：${tens} %` };
}
