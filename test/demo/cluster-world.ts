import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SweepReport } from '../../pipeline/contracts/data-reports.ts';
import type { ModelVersion } from '../../pipeline/contracts/registry.ts';
import { tinyCatalogue } from '../fixtures/tiny-base.ts';
import { NodeUnderTest, nodesOf } from '../integration/node-under-test.ts';
import { ServiceUnderTest } from '../integration/service-under-test.ts';
import { type SlurmServer, startSlurm } from '../servers/slurm.ts';
import type { ClusterText } from './cluster-texts.ts';
import { goodData } from './data.ts';
import { Search, type SearchNews } from './search.ts';

export const NAME = 'petitions';

/** With two jobs of 1 GiB on a node of 4 GB, one has to give way. */
const URGENT = ['--partition=urgent', '--mem=2500M', '--cpus-per-task=1', '--output=/dev/null'];

export interface ClusterOptions {
  /** Passes over the data of each candidate: what a training lasts. */
  readonly epochs: number;
  readonly leaseSeconds: number;
  say(text: ClusterText, values?: Readonly<Record<string, string | number>>): void;
}

/** A service, its nodes and its Slurm, on one machine; nothing of it remains. */
export class Cluster implements AsyncDisposable {
  readonly #home: string;
  readonly #options: ClusterOptions;
  readonly #service: ServiceUnderTest;
  readonly #slurm: SlurmServer | null;
  readonly #agents = new Map<string, NodeUnderTest>();
  #dataset = '';

  private constructor(
    home: string,
    options: ClusterOptions,
    service: ServiceUnderTest,
    slurm: SlurmServer | null,
  ) {
    this.#home = home;
    this.#options = options;
    this.#service = service;
    this.#slurm = slurm;
  }

  static async open(options: ClusterOptions): Promise<Cluster> {
    const home = await mkdtemp(join(tmpdir(), 'touchstone-demo-cluster-'));
    const { PATH = '', LANG = 'C.UTF-8', TOUCHSTONE_PYTHON } = process.env;
    const slurm = await startSlurm();
    const shared = join(home, 'shared');
    await mkdir(shared);
    const partition = slurm === null ? {} : { ...slurm.environment, ...slurmSettings(shared) };
    const service = await ServiceUnderTest.start({
      ...{ PATH, LANG, ...(TOUCHSTONE_PYTHON && { TOUCHSTONE_PYTHON }) },
      ...partition,
      TOUCHSTONE_HOME: join(home, 'touchstone'),
      TOUCHSTONE_CATALOGUE: await tinyCatalogue(),
      TOUCHSTONE_THREADS: '1',
      TOUCHSTONE_NODES: 'train',
      TOUCHSTONE_NODE_LEASE: String(options.leaseSeconds),
    });
    const cluster = new Cluster(home, options, service, slurm);
    cluster.#dataset = (await service.upload(NAME, goodData(true))).id;
    options.say('service', { url: service.url, home });
    return cluster;
  }

  get hasSlurm(): boolean {
    return this.#slurm !== null;
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

  /** Begins one run that searches settings. */
  async search(candidates: number, news: SearchNews): Promise<Search> {
    const run = await this.#post<{ id: string }>('/v1/runs', {
      name: NAME,
      dataset: this.#dataset,
      spec: {
        // Random weights learn which label is frequent, and are asked for no more.
        gate: { better_than_base: { p: 0.999 }, minimum_macro_f1: 0, minimum_test_records: 1 },
        evaluate: { draws: 100, explain: false, bias: false, few_shot: 0 },
        train: {
          ...{ sweep: { trials: candidates }, epochs: this.#options.epochs },
          ...{ batch_size: 2, learning_rate: 0.02, schedule: 'constant' },
        },
      },
    });
    return new Search(this.#service, run.id, news);
  }

  /** A node in the midst of a training; null where there is none. */
  async nodeInTheMidst(from: number, to: number): Promise<{ node: string; percent: number } | null> {
    for (const { name, work } of await nodesOf(this.#service)) {
      const percent = work?.progress?.percent ?? 0;
      if (percent >= from && percent <= to) return { node: name, percent: Math.round(percent) };
    }
    return null;
  }

  /** As a power cut does to the agent of a node. */
  async kill(node: string): Promise<number> {
    const agent = this.#agents.get(node)!;
    const { pid } = agent;
    await agent.end('SIGKILL');
    return pid;
  }

  /** Another department's job, which Slurm lets go before ours and which leaves room for all of ours but one. */
  async submitUrgent(seconds: number): Promise<string> {
    const said = await this.#slurm!.command('sbatch', '--parsable', `--wrap=sleep ${seconds}`, ...URGENT);
    return said.trim();
  }

  /** What the search found. */
  async found({ id }: Search): Promise<SweepReport> {
    const answer = await fetch(`${this.#service.url}/v1/runs/${id}/report/report.json`);
    return ((await answer.json()) as { training: { sweep: SweepReport } }).training.sweep;
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
    for (const agent of this.#agents.values()) await agent.dispose();
    await this.#service.stop();
    await this.#slurm?.clear();
    await this.#slurm?.stop();
    await rm(this.#home, { recursive: true, force: true });
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

function slurmSettings(shared: string): Record<string, string> {
  return {
    TOUCHSTONE_SLURM_SHARED: shared,
    TOUCHSTONE_SLURM_WORK: 'train',
    TOUCHSTONE_SLURM_PARTITION: 'main',
    TOUCHSTONE_SLURM_DEVICE: 'cpu',
    TOUCHSTONE_SLURM_GRES: 'none',
    TOUCHSTONE_SLURM_CPUS: '1',
    TOUCHSTONE_SLURM_MEMORY: '1G',
    TOUCHSTONE_SLURM_POLL: '1',
  };
}
