import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { newId } from '../../../../pipeline/config/ids.ts';
import type { ArtifactRef } from '../../../../pipeline/contracts/artifact.ts';
import { problemOf, type StoredError, TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { RunEvent, RunEventBody } from '../../../../pipeline/contracts/events.ts';
import {
  type Language,
  type RunStatus,
  STAGE_NAMES,
  type StageName,
} from '../../../../pipeline/contracts/names.ts';
import type { RunRequest, Service, StartedRun } from '../../../../pipeline/contracts/service.ts';
import type { PipelineSpec } from '../../../../pipeline/contracts/spec.ts';
import { causeOf } from '../../../../pipeline/contracts/triggers.ts';
import type { DatasetVersionView, RunView, StageRunView } from '../../../../pipeline/contracts/views.ts';
import { parseSpec } from '../../../../pipeline/engine/spec.ts';
import { cutPage } from './fake-pages.ts';

interface Run {
  readonly id: string;
  readonly name: string;
  readonly dataset: DatasetVersionView;
  readonly test: DatasetVersionView | null;
  readonly spec: PipelineSpec;
  readonly trigger: RunView['trigger'];
  readonly createdAt: string;
  status: RunStatus;
  error: StoredError | null;
  readonly outputs: Map<StageName, Record<string, ArtifactRef | null>>;
  readonly events: { seq: number; at: string; body: RunEventBody<StoredError> }[];
}

/** Runs that do no work by themselves: a test says what happens to them. */
export class FakeRuns {
  readonly #datasetOf: (id: string) => DatasetVersionView;
  readonly #runs = new Map<string, Run>();
  readonly #keys = new Map<string, { readonly work: string; readonly run: StartedRun }>();
  readonly #bell = new EventEmitter().setMaxListeners(0);
  /** Events handed to followers so far. */
  handedOut = 0;
  followers = 0;

  constructor(datasetOf: (id: string) => DatasetVersionView) {
    this.#datasetOf = datasetOf;
  }

  readonly service: Service['runs'] = {
    create: async (request, language) => this.#create(request, language),
    key: async (request) => this.#workOf(request),
    list: async ({ name, status, ...page }, language) => {
      const runs = [...this.#runs.values()].reverse().filter((run) => (name ?? run.name) === run.name);
      const { items, next } = cutPage(
        runs.filter((run) => (status ?? run.status) === run.status),
        page,
      );
      return { items: items.map((run) => view(run, language)), next };
    },
    show: async (id, language) => view(this.#of(id), language),
    cancel: async (id, language) => this.#move(id, ['queued', 'running'], 'cancelled', language),
    resume: async (id, language) => this.#move(id, ['failed', 'cancelled'], 'queued', language),
    unmask: async ({ run, record }, by) => {
      if (by === 'nobody') throw new TouchstoneError('MASK_KEY_REFUSED');
      return { record, messages: [{ role: 'user', content: `unmasked in ${run}` }], label: null };
    },
    unmaskings: async (_id, page) => cutPage([], page),
    compare: async (ids) => {
      const runs = ids.map((id) => this.#of(id).id);
      return [{ path: 'index.html', media: 'text/html; charset=utf-8', content: `<p>${runs.join(' ')}</p>` }];
    },
    retry: async (id, language) => {
      const { name, dataset, test, spec } = this.#of(id);
      return this.#create({ name, dataset: dataset.id, test: test?.id ?? null, spec }, language);
    },
    events: (id, afterSeq, signal, language) => this.#follow(id, afterSeq, signal, language),
  };

  get count(): number {
    return this.#runs.size;
  }

  /** Something happens to a run. */
  tell(id: string, body: RunEventBody<StoredError>): void {
    const run = this.#of(id);
    run.events.push({ seq: run.events.length + 1, at: new Date().toISOString(), body });
    if (body.type === 'run') {
      run.status = body.status;
      run.error = body.error;
    }
    this.#bell.emit(id);
  }

  /** A stage ends with these outputs. */
  finishStage(id: string, stage: StageName, outputs: Record<string, ArtifactRef | null>): void {
    this.#of(id).outputs.set(stage, outputs);
    this.tell(id, {
      type: 'stage',
      stage,
      status: 'done',
      cached: false,
      seconds: 1,
      attempt: 1,
      error: null,
    });
  }

  finish(id: string, status: RunStatus, error: StoredError | null = null): void {
    this.tell(id, { type: 'run', status, verdict: null, error });
  }

  /** A digest of what is asked for. */
  #workOf({ name, dataset, test = null, spec = {} }: RunRequest): string {
    const parts = [name, this.#datasetOf(dataset).id, test, parseSpec(spec)];
    return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  }

  /** The run that the request's key gave before; a key is kept for one piece of work. */
  #known({ key = null, again = false, ...request }: RunRequest): StartedRun | null {
    const known = key === null || again ? undefined : this.#keys.get(`${request.name}:${key}`);
    if (known === undefined) return null;
    if (known.work === this.#workOf(request)) return known.run;
    throw new TouchstoneError('TRIGGER_KEY_REUSED', {
      params: { key: key ?? '', name: request.name, trigger: known.run.request.id },
    });
  }

  #create(request: RunRequest, language: Language): StartedRun {
    const known = this.#known(request);
    if (known !== null) return { ...known, ...view(this.#of(known.id), language), reused: true };
    const at = new Date().toISOString();
    const trigger = { ...causeOf(request.trigger ?? { kind: 'api' }), id: newId('trg'), at };
    const run: Run = {
      id: newId('run'),
      name: request.name,
      dataset: this.#datasetOf(request.dataset),
      test: request.test ? this.#datasetOf(request.test) : null,
      spec: parseSpec(request.spec ?? {}),
      trigger,
      createdAt: at,
      status: 'queued',
      error: null,
      outputs: new Map(),
      events: [],
    };
    this.#runs.set(run.id, run);
    this.tell(run.id, { type: 'run', status: 'queued', verdict: null, error: null });
    const { id, name, dataset: data, test } = run;
    const settled = { settledAt: at, specDigest: null, outcome: 'started', run: id, error: null } as const;
    const started = {
      ...view(run, language),
      reused: false,
      request: { ...trigger, ...settled, name, data, test },
    };
    if (request.key) this.#keys.set(`${name}:${request.key}`, { work: this.#workOf(request), run: started });
    return started;
  }

  #move(id: string, from: readonly RunStatus[], to: RunStatus, language: Language): RunView {
    const run = this.#of(id);
    if (!from.includes(run.status)) {
      throw new TouchstoneError('RUN_STATE', { params: { id, status: run.status, action: to } });
    }
    this.finish(id, to);
    return view(run, language);
  }

  async *#follow(
    id: string,
    afterSeq: number,
    signal: AbortSignal,
    language: Language,
  ): AsyncGenerator<RunEvent> {
    const run = this.#of(id);
    this.followers++;
    try {
      for (let seen = afterSeq; !signal.aborted; ) {
        const event = run.events[seen];
        if (event) {
          seen = event.seq;
          this.handedOut++;
          yield { runId: id, seq: event.seq, at: event.at, body: toldIn(event.body, language) };
        } else if (ended(run.status)) return;
        else await once(this.#bell, id, { signal }).catch(() => undefined);
      }
    } finally {
      this.followers--;
    }
  }

  #of(id: string): Run {
    const run = this.#runs.get(id);
    if (!run) throw new TouchstoneError('RUN_NOT_FOUND', { params: { id } });
    return run;
  }
}

function ended(status: RunStatus): boolean {
  return status !== 'queued' && status !== 'running';
}

function toldIn(body: RunEventBody<StoredError>, language: Language): RunEventBody {
  if (body.type === 'progress') return body;
  if (body.type === 'retry') return { ...body, error: problemOf(body.error, language) };
  return { ...body, error: body.error && problemOf(body.error, language) };
}

function view(run: Run, language: Language): RunView {
  const { outputs, events, error, ...rest } = run;
  const finishedAt = ended(run.status) ? (events.at(-1)?.at ?? null) : null;
  const stages = STAGE_NAMES.map((stage): StageRunView => {
    const made = outputs.get(stage) ?? null;
    return {
      stage,
      status: made ? 'done' : 'pending',
      cached: false,
      attempt: made ? 1 : 0,
      stageKey: null,
      startedAt: null,
      finishedAt: null,
      seconds: made ? 1 : null,
      progress: null,
      outputs: made,
      summary: made ? { warnings: [] } : null,
      error: null,
    };
  });
  return {
    ...rest,
    verdict: null,
    joined: [],
    decisions: [],
    startedAt: null,
    finishedAt,
    error: error && problemOf(error, language),
    model: null,
    stages,
  };
}
