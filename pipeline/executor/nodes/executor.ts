import { setTimeout as wait } from 'node:timers/promises';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { WorkDesk, WorkDraft, WorkNeeds, WorkState } from '../../contracts/nodes/work.ts';
import type { ModelWork, StageProgress } from '../../contracts/stage.ts';
import type { TrainerJob, TrainerResult } from '../../contracts/trainer.ts';
import { bringIn } from './bring-in.ts';
import { type EnvelopeSources, envelopeOf, type NodeJob, workIdOf } from './envelope.ts';
import { takenProgress, waitingProgress } from './waiting.ts';

/** How often is looked what became of work. */
const LOOK_MS = 500;

export interface NodesExecutorOptions extends EnvelopeSources {
  readonly desk: WorkDesk;
  /** Does all work that nodes are not given. */
  readonly local: ModelWork;
  /** Which verbs nodes are given. */
  readonly verbs: readonly NodeJob['verb'][];
  /** What a node must have for a job. */
  needsOf(job: NodeJob): WorkNeeds;
}

type Options = Parameters<ModelWork['run']>[1];

/**
 * Hands model work to nodes. It is laid down in the database and fetched when it is done; after a restart of this service, or in
 * another one, it is found again by what it is made of, and its node goes on meanwhile. The stage's job stays in this service's hand
 * for as long, so its lock in the queue lives as long as the lease does.
 */
export class NodesExecutor implements ModelWork {
  /** Of one stage; more would only stand in the queue before the work of others. */
  readonly atOnce = 16;
  readonly #options: NodesExecutorOptions;

  constructor(options: NodesExecutorOptions) {
    this.#options = options;
  }

  takes(job: TrainerJob): job is NodeJob {
    return (job.verb === 'train' || job.verb === 'predict') && this.#options.verbs.includes(job.verb);
  }

  /** Lays work down where a node would begin it now, or has it already. False: it is not laid down. */
  async offerIfFree(job: NodeJob, options: Options): Promise<boolean> {
    return this.#options.desk.offerIfFree(await this.#draftOf(job, options));
  }

  run(job: TrainerJob, options: Options): Promise<TrainerResult> {
    return this.takes(job) ? this.#handOver(job, options) : this.#options.local.run(job, options);
  }

  async #draftOf(job: NodeJob, { of }: Options): Promise<WorkDraft> {
    if (of === undefined)
      throw new TouchstoneError('INTERNAL', { params: { detail: 'model work that is nobody’s' } });
    const envelope = await envelopeOf(job, this.#options);
    return { id: workIdOf(envelope, of.stageKey), of, envelope, needs: this.#options.needsOf(job) };
  }

  async #handOver(job: NodeJob, options: Options): Promise<TrainerResult> {
    const { desk, artifacts } = this.#options;
    const draft = await this.#draftOf(job, options);
    options.signal.throwIfAborted();
    for (let first = true; ; first = false) {
      await desk.offer(draft);
      const state = await this.#follow(draft.id, draft.needs, options);
      if (state.status === 'failed' && state.error !== null) throw TouchstoneError.revive(state.error);
      // Another run that had the same work done was cancelled; this one still wants it.
      if (state.status !== 'done' || state.outputs === null) continue;
      try {
        await bringIn(artifacts, state.outputs, job.out_dir, options.signal);
        return state.result ?? {};
      } catch (error) {
        const gone = error instanceof TouchstoneError && error.code.startsWith('ARTIFACT_');
        if (!gone || !first) throw error;
        await desk.redo(draft.id);
      }
    }
  }

  async #follow(id: string, needs: WorkNeeds, { onProgress, signal }: Options): Promise<WorkState> {
    let told = '';
    let said = '';
    const tell = ({ message, ...figures }: StageProgress): void => {
      const text = JSON.stringify([figures, message]);
      const isNews = message !== undefined && message.en !== said;
      if (text !== told) onProgress(isNews ? { ...figures, message } : figures);
      told = text;
      said = message?.en ?? said;
    };
    try {
      for (;;) {
        const state = await this.#options.desk.look(id);
        if (state.status === 'waiting') tell(waitingProgress(state.outlook, needs));
        else if (state.status === 'leased') tell(state.progress ?? takenProgress(state.node ?? ''));
        else {
          // It may have been quicker than we looked.
          if (state.status === 'done' && state.progress !== null) tell(state.progress);
          return state;
        }
        await wait(LOOK_MS, undefined, { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      // A service that is only shut down comes back to it.
      if (!isShutdown(signal.reason)) await this.#options.desk.withdraw(id);
      throw signal.reason;
    }
  }
}

function isShutdown(reason: unknown): boolean {
  return reason instanceof TouchstoneError && reason.code === 'TRAINER_INTERRUPTED';
}
