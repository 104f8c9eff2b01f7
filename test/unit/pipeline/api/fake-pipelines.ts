import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { PipelineView } from '../../../../pipeline/contracts/pipelines.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';
import type { TriggerView } from '../../../../pipeline/contracts/triggers.ts';
import { cutPage } from './fake-pages.ts';

/** Pipelines in memory; a run of one is started by whoever makes this. */
export class FakePipelines {
  readonly #kept = new Map<string, PipelineView>();
  readonly service: Service['pipelines'];

  constructor(start: Service['pipelines']['start']) {
    this.service = {
      set: async (draft, by) => {
        const at = new Date().toISOString();
        const before = this.#kept.get(draft.name);
        return this.#keep({
          ...draft,
          ...{ revision: (before?.revision ?? 0) + 1, createdAt: before?.createdAt ?? at, changedAt: at },
          ...{ changedBy: by, paused: before?.paused ?? null, next: [], lastTrigger: null },
        });
      },
      list: async (page) => cutPage([...this.#kept.values()], page),
      show: async (name) => this.#of(name),
      remove: async (name) => {
        const pipeline = this.#of(name);
        this.#kept.delete(name);
        return pipeline;
      },
      pause: async ({ name, by, reason }) =>
        this.#keep({ ...this.#of(name), paused: { at: new Date().toISOString(), by, reason } }),
      resume: async (name) => this.#keep({ ...this.#of(name), paused: null }),
      start: (request, language) => start({ ...request, name: this.#of(request.name).name }, language),
    };
  }

  #keep(pipeline: PipelineView): PipelineView {
    this.#kept.set(pipeline.name, pipeline);
    return pipeline;
  }

  #of(name: string): PipelineView {
    const pipeline = this.#kept.get(name);
    if (!pipeline) throw new TouchstoneError('PIPELINE_NOT_FOUND', { params: { name } });
    return pipeline;
  }
}

/** Triggers that a test puts on record. */
export class FakeTriggers {
  readonly made: TriggerView[] = [];

  readonly service: Service['triggers'] = {
    list: async ({ name, outcome, run, ...page }) =>
      cutPage(
        this.made.filter(
          (one) =>
            (name ?? one.name) === one.name &&
            (outcome ?? one.outcome) === one.outcome &&
            (run ?? one.run) === one.run,
        ),
        page,
      ),
    show: async (id) => {
      const trigger = this.made.find((one) => one.id === id);
      if (!trigger) throw new TouchstoneError('TRIGGER_NOT_FOUND', { params: { id } });
      return trigger;
    },
  };
}
