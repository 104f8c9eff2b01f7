import type { ModelWork } from '../contracts/stage.ts';
import type { PredictJob, TrainerJob, TrainerResult, TrainJob } from '../contracts/trainer.ts';

type Job = TrainJob | PredictJob;
type Options = Parameters<ModelWork['run']>[1];

/** Nodes of one's own, which are given what they can begin at once. */
export interface FreeNodes extends ModelWork {
  takes(job: TrainerJob): job is Job;
  /** Lays work down where a node would begin it now, or has it already. False: it is not laid down. */
  offerIfFree(job: Job, options: Options): Promise<boolean>;
}

/** A cluster with a queue of its own. */
export interface QueueingCluster extends ModelWork {
  takes(job: TrainerJob): job is Job;
  /** True where a job of it is at this work, or waits. */
  holds(job: Job): Promise<boolean>;
}

/**
 * Gives work to nodes as long as one is free for it, and to a cluster beyond that. What is under way stays where it is: after a
 * restart of this service it is looked for in both places.
 */
export class NodesFirst implements ModelWork {
  readonly atOnce = 16;
  readonly #nodes: FreeNodes;
  readonly #cluster: QueueingCluster;
  /** One choice after the other: what is laid down takes a node away from the next. */
  #choice: Promise<unknown> = Promise.resolve();

  constructor(nodes: FreeNodes, cluster: QueueingCluster) {
    this.#nodes = nodes;
    this.#cluster = cluster;
  }

  async run(job: TrainerJob, options: Options): Promise<TrainerResult> {
    const [nodes, cluster] = [this.#nodes, this.#cluster];
    if (!nodes.takes(job) || !cluster.takes(job))
      return (nodes.takes(job) ? nodes : cluster).run(job, options);
    const choice = this.#choice.then(async () => {
      options.signal.throwIfAborted();
      return !(await cluster.holds(job)) && (await nodes.offerIfFree(job, options));
    });
    this.#choice = choice.catch(() => {});
    return ((await choice) ? nodes : cluster).run(job, options);
  }
}
