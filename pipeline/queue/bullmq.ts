import {
  createPostgresBackend,
  createRedisBackend,
  type FlowProducer,
  type Job,
  type Queue,
  runMigrations,
  UnrecoverableError,
  type Worker,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { POOLS, type Pool } from '../contracts/names.ts';
import { BullTaskQueue, performTask, TASKS_AT_ONCE } from './bullmq-tasks.ts';
import {
  jobId,
  type NoticeJob,
  noticeJobId,
  type PartJob,
  partJobId,
  queueName,
  type StageJob,
  taskQueueName,
} from './catalog.ts';
import type { JobOutcome } from './job-outcome.ts';
import type { QueueHandlers, WorkQueue } from './port.ts';

/** Thrown to BullMQ to have a job tried again after a time of our choosing. */
class Later extends Error {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(`again in ${waitMs} ms`);
    this.name = 'Later';
    this.waitMs = waitMs;
  }
}

/** States from which a flow's last job can still come to its turn. */
const ALIVE = new Set(['waiting', 'waiting-children', 'delayed', 'active', 'prioritized']);

/** A worker that died is noticed when its lock runs out; locks are renewed at half time. */
const LOCK_MS = 20_000;

/** Jobs without a priority, as stages are, go before all that have one. */
const AFTER_STAGES = 1;

/** Notices under way at once: each mostly waits for somebody else's server. */
const NOTICES_AT_ONCE = 8;

/** Options of every job that the engine has tried again as it sees fit. */
const REPEATED = {
  attempts: 1_000_000,
  backoff: { type: 'custom' },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

type Flow = Parameters<FlowProducer['add']>[0];
interface Parts {
  readonly flows: FlowProducer;
  queue(name: string): Queue;
  worker(name: string, process: (job: Job) => Promise<void>, concurrency: number): Worker;
  end(): Promise<void>;
}

/** BullMQ on Redis. Error at once if the address does not answer would hide a passing fault, so it keeps trying. */
export function openRedisQueue(url: string, namespace: string, onError: (error: Error) => void): WorkQueue {
  const connection = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: true });
  connection.on('error', onError);
  // The braces keep all keys of this installation in one slot of a Redis Cluster.
  const prefix = `{${namespace}}`;
  const { FlowProducer, Queue, Worker } = withBackend(createRedisBackend);
  const flows = new FlowProducer({ connection, prefix });
  return new BullWorkQueue(namespace, onError, {
    flows,
    queue: (name) => new Queue(name, { connection, prefix }),
    worker: (name, process, concurrency) =>
      new Worker(name, process, { ...workerOptions(concurrency), connection, prefix }),
    end: async () => {
      connection.disconnect();
    },
  });
}

/** BullMQ in the schema `bullmq` of the records' own database. */
export async function openDatabaseQueue(
  pool: pg.Pool,
  namespace: string,
  onError: (error: Error) => void,
): Promise<WorkQueue> {
  const client = await pool.connect();
  try {
    await runMigrations(client as never, 'bullmq', {});
  } finally {
    client.release();
  }
  const { FlowProducer, Queue, Worker } = withBackend(createPostgresBackend);
  // BullMQ declares the part of `pg` that it uses by hand; a real pool is what it means.
  const connection = pool as never;
  const flows = new FlowProducer({ connection });
  return new BullWorkQueue(namespace, onError, {
    flows: flows as unknown as FlowProducer,
    queue: (name) => new Queue(name, { connection }) as unknown as Queue,
    worker: (name, process, concurrency) =>
      new Worker(name, process, {
        ...workerOptions(concurrency),
        connection,
      }) as unknown as Worker,
    end: async () => {},
  });
}

function workerOptions(concurrency: number) {
  return {
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS / 2,
    // A stage may be taken over as often as services die; whether it may go on is the engine's decision, not the queue's.
    maxStalledCount: 1000,
    settings: {
      backoffStrategy: (_made: number, _type?: string, error?: Error) =>
        error instanceof Later ? error.waitMs : 5000,
    },
  };
}

class BullWorkQueue implements WorkQueue {
  readonly #namespace: string;
  readonly #onError: (error: Error) => void;
  readonly #parts: Parts;
  readonly #queues: Readonly<Record<Pool, Queue>>;
  readonly #notices: Queue;
  readonly #taskQueue: Queue;
  readonly tasks: BullTaskQueue;
  readonly #workers: Worker[] = [];

  constructor(namespace: string, onError: (error: Error) => void, parts: Parts) {
    this.#namespace = namespace;
    this.#onError = onError;
    this.#parts = parts;
    const open = (name: string): Queue => parts.queue(name).on('error', onError);
    const [cpu, model] = POOLS.map((pool) => open(queueName(namespace, pool)));
    this.#queues = { cpu: cpu!, model: model! };
    this.#notices = open(queueName(namespace, 'notices'));
    this.#taskQueue = open(taskQueueName(namespace));
    this.tasks = new BullTaskQueue(this.#taskQueue);
    parts.flows.on('error', onError);
  }

  async enqueue(run: Parameters<WorkQueue['enqueue']>[0]): Promise<void> {
    const flow = run.stages.reduce<Flow | null>((before, { stage, pool }) => {
      const data: StageJob = { runId: run.runId, stage, generation: run.generation };
      return {
        name: stage,
        queueName: queueName(this.#namespace, pool),
        data,
        opts: {
          jobId: jobId(data),
          failParentOnFailure: true,
          // The engine counts and decides; the queue only repeats.
          attempts: 1_000_000,
          backoff: { type: 'custom' },
          removeOnComplete: true,
          removeOnFail: { count: 1000 },
        },
        ...(before === null ? {} : { children: [before] }),
      } as Flow;
    }, null);
    if (flow !== null) await this.#parts.flows.add(flow);
  }

  async holds(run: Parameters<WorkQueue['holds']>[0]): Promise<boolean> {
    const id = jobId({ runId: run.runId, generation: run.generation, stage: run.lastStage });
    return ALIVE.has(await this.#queues[run.pool].getJobState(id));
  }

  async offerParts(parts: readonly PartJob[]): Promise<void> {
    if (parts.length === 0) return;
    await this.#queues.cpu.addBulk(
      parts.map((data) => ({
        name: 'part',
        data,
        opts: {
          jobId: partJobId(data),
          priority: AFTER_STAGES,
          ...REPEATED,
        },
      })),
    );
  }

  async offerDeliveries(jobs: readonly NoticeJob[]): Promise<void> {
    await this.#notices.addBulk(
      jobs.map((data) => ({ name: 'notice', data, opts: { jobId: noticeJobId(data), ...REPEATED } })),
    );
  }

  async start(
    { job, tasks, deliver }: QueueHandlers,
    workers: Readonly<Record<Pool, number>>,
  ): Promise<void> {
    for (const pool of POOLS) {
      const handle = async ({ data, attemptsMade }: Job): Promise<JobOutcome> => job(data, attemptsMade);
      this.#work(queueName(this.#namespace, pool), handle, workers[pool]);
    }
    this.#work(taskQueueName(this.#namespace), performTask(tasks, this.#onError), TASKS_AT_ONCE);
    if (deliver !== null)
      this.#work(queueName(this.#namespace, 'notices'), ({ data }) => deliver(data), NOTICES_AT_ONCE);
    await Promise.all(this.#workers.map((worker) => worker.waitUntilReady()));
  }

  #work(name: string, handle: (job: Job) => Promise<JobOutcome>, concurrency: number): void {
    const perform = async (job: Job): Promise<void> => settle(await handle(job));
    this.#workers.push(this.#parts.worker(name, perform, concurrency).on('error', this.#onError));
  }

  async depths(): ReturnType<WorkQueue['depths']> {
    const states = ['waiting', 'active', 'delayed', 'waiting-children'] as const;
    const counts = await Promise.all(
      POOLS.map(async (pool) => {
        const byState = await this.#queues[pool].getJobCounts(...states);
        return states.map((state) => ({ pool, state, count: byState[state] ?? 0 }));
      }),
    );
    return counts.flat();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.#parts.flows.close();
    await Promise.all(
      [...Object.values(this.#queues), this.#notices, this.#taskQueue].map((queue) => queue.close()),
    );
    await this.#parts.end();
  }
}

/** Tells BullMQ in its own way how a job ended. */
function settle(outcome: JobOutcome): void {
  if (outcome.kind === 'later') throw new Later(outcome.waitSeconds * 1000);
  if (outcome.kind === 'failed') throw new UnrecoverableError(outcome.reason);
}
