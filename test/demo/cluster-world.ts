import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ModelVersion } from '../../pipeline/contracts/registry.ts';
import { priorityOf } from '../../pipeline/engine/scheduling/priority.ts';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';
import { NodeUnderTest, nodesOf } from '../integration/node-under-test.ts';
import { ServiceUnderTest } from '../integration/service-under-test.ts';
import { type SlurmServer, startSlurm } from '../servers/slurm.ts';
import type { ClusterText } from './cluster-texts.ts';
import { goodData } from './data.ts';
import { Trial, type TrialSettings } from './trial.ts';

export const NAME = 'petitions';
/** Between two looks at the nodes. */
const LOOK_MS = 200;

export interface ClusterOptions {
  /** Passes over the data of each trial: what a training lasts. */
  readonly epochs: number;
  readonly leaseSeconds: number;
  say(text: ClusterText, values?: Readonly<Record<string, string | number>>): void;
}

/** A service, its nodes and its Slurm, on one machine; nothing of it remains. */
export class Cluster implements AsyncDisposable {
  readonly trials: Trial[] = [];
  readonly #home: string;
  readonly #options: ClusterOptions;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #agents = new Map<string, NodeUnderTest>();
  readonly #over = new AbortController();
  #inHand: ReadonlyMap<string, Trial> = new Map();
  #service: ServiceUnderTest;
  #slurm: SlurmServer | null = null;
  #dataset = '';
  #watching: Promise<void> = Promise.resolve();

  private constructor(
    home: string,
    options: ClusterOptions,
    environment: Readonly<Record<string, string>>,
    service: ServiceUnderTest,
  ) {
    this.#home = home;
    this.#options = options;
    this.#environment = environment;
    this.#service = service;
  }

  static async open(options: ClusterOptions): Promise<Cluster> {
    const home = await mkdtemp(join(tmpdir(), 'touchstone-demo-cluster-'));
    const { PATH = '', LANG = 'C.UTF-8', TOUCHSTONE_PYTHON } = process.env;
    const environment = {
      ...{ PATH, LANG, ...(TOUCHSTONE_PYTHON && { TOUCHSTONE_PYTHON }) },
      TOUCHSTONE_HOME: join(home, 'touchstone'),
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_THREADS: '1',
    };
    const service = await ServiceUnderTest.start({
      ...environment,
      TOUCHSTONE_NODES: 'train',
      TOUCHSTONE_NODE_LEASE: String(options.leaseSeconds),
      // Trainings of a minute would never have run for long enough to give way.
      TOUCHSTONE_NODE_LEAST_RUN: '2',
    });
    const cluster = new Cluster(home, options, environment, service);
    cluster.#dataset = (await service.upload(NAME, goodData(true))).id;
    options.say('service', { url: service.url, home });
    cluster.#watching = cluster.#watch();
    return cluster;
  }

  /** What each node has in hand now. */
  get inHand(): ReadonlyMap<string, Trial> {
    return this.#inHand;
  }

  /** Waits until so many nodes are in the midst of trials; gives these. */
  async inTheMidst(nodes: number, from: number, to: number): Promise<ReadonlyMap<string, Trial>> {
    for (;;) {
      const found = [...this.#inHand].filter(([, { percent }]) => percent >= from && percent <= to);
      if (found.length >= nodes) return new Map(found);
      if (this.#inHand.size === 0 && this.trials.every(({ over }) => over))
        throw new Error('all trials are over');
      await delay(LOOK_MS);
    }
  }

  /** Starts the agent of a node that is new, or was there before. */
  async startNode(name: string): Promise<void> {
    const before = this.#agents.get(name);
    const agent =
      before === undefined
        ? await NodeUnderTest.start(this.#service, name)
        : NodeUnderTest.again(this.#service.url, name, before.home);
    this.#agents.set(name, agent);
    await agent.says(/knows|認得/);
    this.#options.say(before === undefined ? 'agent' : 'back', { node: name, pid: agent.pid });
  }

  /** One more run of the sweep. */
  async start(settings: TrialSettings): Promise<Trial> {
    const kind = settings.urgent ? 'cli' : 'schedule';
    const run = await this.#post<{ id: string }>('/v1/runs', {
      name: NAME,
      dataset: this.#dataset,
      trigger: { kind, by: settings.urgent ? 'mei' : null },
      spec: {
        // Random weights learn which label is frequent, and are asked for no more.
        gate: { better_than_base: { p: 0.999 }, minimum_macro_f1: 0, minimum_test_records: 1 },
        evaluate: { draws: 100, explain: false, bias: false, few_shot: 0 },
        train: {
          ...{ epochs: this.#options.epochs, batch_size: 2, schedule: 'constant' },
          ...{ learning_rate: settings.rate, rank: settings.rank },
        },
      },
    });
    const trial = new Trial(this.#service, this.trials.length + 1, settings, run.id);
    this.trials.push(trial);
    const { rate, rank } = settings;
    this.#options.say('asked', {
      ...{ trial: trial.number, rate, rank, priority: priorityOf(kind) },
      by: settings.urgent ? '@person' : '@schedule',
    });
    return trial;
  }

  /** As a power cut does to the agent that has a trial in hand. Gives its node's name. */
  async kill(trial: Trial): Promise<string> {
    const node = trial.takers.at(-1)!;
    const agent = this.#agents.get(node)!;
    const { percent, number } = trial;
    this.#options.say('killing', { pid: agent.pid, node, trial: number, percent });
    await agent.end('SIGKILL');
    return node;
  }

  /** Training goes to Slurm from now on; false where this machine has none. */
  async moveToSlurm(): Promise<boolean> {
    this.#slurm = await startSlurm();
    if (this.#slurm === null) return false;
    this.#over.abort();
    await this.#watching;
    for (const agent of this.#agents.values()) await agent.end('SIGTERM');
    await this.#service.stop();
    const shared = join(this.#home, 'shared');
    await mkdir(shared);
    this.#service = await ServiceUnderTest.start({
      ...this.#environment,
      ...this.#slurm.environment,
      TOUCHSTONE_SLURM_SHARED: shared,
      TOUCHSTONE_SLURM_WORK: 'train',
      TOUCHSTONE_SLURM_DEVICE: 'cpu',
      TOUCHSTONE_SLURM_CPUS: '1',
      TOUCHSTONE_SLURM_MEMORY: '1G',
      TOUCHSTONE_SLURM_POLL: '1',
      TOUCHSTONE_MODEL_WORKERS: '2',
    });
    this.#options.say('slurmReady');
    return true;
  }

  /** Warns a trial's job, as Slurm does before a time limit. */
  async warn(trial: Trial): Promise<void> {
    const job = trial.takers.at(-1)!.replace('slurm ', '');
    this.#options.say('warned', { job, trial: trial.number, percent: trial.percent });
    await this.#slurm!.command('scancel', '--signal=USR1', '--batch', job);
  }

  /** All versions that were published. */
  async versions(): Promise<readonly ModelVersion[]> {
    const response = await fetch(`${this.#service.url}/v1/models/${NAME}`);
    if (response.status === 404) return [];
    return ((await response.json()) as { items: ModelVersion[] }).items;
  }

  promote(version: number, reason: string): Promise<ModelVersion> {
    return this.#post(`/v1/models/${NAME}/aliases/production`, { version, by: 'mei', reason });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await this.#watching;
    for (const agent of this.#agents.values()) await agent.dispose();
    await this.#service.stop();
    await this.#slurm?.clear();
    await this.#slurm?.stop();
    await rm(this.#home, { recursive: true, force: true });
  }

  /** Sees who takes what, as `touchstone nodes list` would show it. */
  async #watch(): Promise<void> {
    const seen = new Set<string>();
    while (!this.#over.signal.aborted) {
      const inHand = new Map<string, Trial>();
      for (const { name, work } of await nodesOf(this.#service)) {
        const trial = this.trials.find(({ id }) => id === work?.run);
        const lease = `${name} ${work?.id} ${work?.startedAt}`;
        if (trial !== undefined) inHand.set(name, trial);
        if (trial === undefined || seen.has(lease)) continue;
        seen.add(lease);
        trial.taken(name);
        const text = trial.takers.length === 1 ? 'takes' : 'takesOn';
        this.#options.say(text, { node: name, trial: trial.number });
      }
      this.#inHand = inHand;
      await delay(LOOK_MS, undefined, { signal: this.#over.signal }).catch(() => {});
    }
  }

  async #post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.#service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}
