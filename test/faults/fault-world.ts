import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createApi } from '../../pipeline/api/app.ts';
import { listen } from '../../pipeline/api/listen.ts';
import { newId } from '../../pipeline/config/ids.ts';
import { readSettings } from '../../pipeline/config/settings.ts';
import type { TreeEntry } from '../../pipeline/contracts/artifact.ts';
import type { WorkEnvelope } from '../../pipeline/contracts/nodes/work.ts';
import type { Service } from '../../pipeline/contracts/service.ts';
import { pipelineSpecSchema } from '../../pipeline/contracts/spec.ts';
import { assemble } from '../../pipeline/main/assemble.ts';
import { type NodeRoom, openNodes } from '../../pipeline/main/node-room.ts';
import { openStores, type Stores } from '../../pipeline/main/stores.ts';
import { addVersion } from '../../pipeline/store/rows/datasets.ts';
import { DatabaseIdempotency } from '../../pipeline/store/rows/idempotency.ts';
import { type WorkRow, workById } from '../../pipeline/store/rows/model-work.ts';
import { insertRun } from '../../pipeline/store/rows/runs.ts';
import { STAGES } from '../../stages/registry.ts';
import { type AgentOptions, NodeUnderTest } from '../integration/node-under-test.ts';
import { FaultyLine } from './faulty-line.ts';

const STAND_IN = join(import.meta.dirname, 'stand-in-trainer.mjs');

export interface FaultWorldOptions {
  readonly leaseSeconds: number;
  /** Between two looks at leases that lapsed; a service takes 5. */
  readonly lookSeconds: number;
  /** Further settings, such as an S3. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Work as a fault needs it. */
export interface FaultWork {
  readonly id: string;
  readonly run: string;
  readonly input: TreeEntry;
}

/** What the stand-in trainer is to do. */
export interface FaultJob {
  readonly steps: number;
  readonly step_ms: number;
  readonly checkpoint_bytes?: number;
  readonly poisoned?: boolean;
}

/** An agent, and the line between it and the service. */
export interface LinedAgent {
  readonly name: string;
  readonly line: FaultyLine;
  agent: NodeUnderTest;
}

/**
 * The nodes' side of a service over its real stores and HTTP, without runs that do anything: works are laid down directly. Agents
 * are processes, each behind a line of its own, and train with a stand-in.
 */
export class FaultWorld implements AsyncDisposable {
  readonly room: NodeRoom;
  readonly stores: Stores;
  readonly url: string;
  readonly service: Service;
  readonly home: string;
  readonly #close: () => Promise<void>;
  readonly #agents: LinedAgent[] = [];
  readonly #over = new AbortController();
  readonly #looking: Promise<void>;

  private constructor(
    parts: Pick<FaultWorld, 'room' | 'stores' | 'url' | 'service'>,
    home: string,
    lookSeconds: number,
    close: () => Promise<void>,
  ) {
    this.room = parts.room;
    this.stores = parts.stores;
    this.url = parts.url;
    this.service = parts.service;
    this.home = home;
    this.#close = close;
    this.#looking = this.#look(lookSeconds * 1000);
  }

  static async open({ leaseSeconds, lookSeconds, environment = {} }: FaultWorldOptions): Promise<FaultWorld> {
    const home = await mkdtemp(join(tmpdir(), 'touchstone-faults-'));
    const settings = readSettings({
      ...{ PATH: process.env.PATH ?? '', TOUCHSTONE_HOME: home, TOUCHSTONE_NODES: 'all' },
      ...{ TOUCHSTONE_NODE_LEASE: String(leaseSeconds), TOUCHSTONE_CONFIG: 'none' },
      ...environment,
    });
    const stores = await openStores(settings, () => {});
    const assembly = await assemble({ settings, stores, stages: STAGES, environment: {}, log: () => {} });
    const app = createApi(assembly.service, {
      ...{ listensBeyondLoopback: false, apiKeys: null, allowedHosts: [], allowedOrigins: [] },
      ...{ uploadLimitBytes: settings.uploadLimitBytes, version: 'faults', onError: () => {} },
      idempotency: new DatabaseIdempotency(stores.database),
    });
    const listening = await listen(app, { host: '127.0.0.1', port: 0 });
    const room = openNodes(stores, settings, 'faults');
    const close = async (): Promise<void> => {
      await listening.close();
      await stores.close();
    };
    const { service } = assembly;
    return new FaultWorld({ room, stores, service, url: listening.url }, home, lookSeconds, close);
  }

  /** Starts an agent that takes work of one label. */
  async agent(label: string, options: AgentOptions & { readonly home?: string } = {}): Promise<LinedAgent> {
    const line = await FaultyLine.to(this.url);
    const name = `n${randomBytes(4).toString('hex')}`;
    const args = ['--labels', label, ...(options.args ?? [])];
    const agent = await NodeUnderTest.start(this, name, {
      ...{ url: line.url, python: STAND_IN },
      ...options,
      args,
    });
    const lined = { name, line, agent };
    this.#agents.push(lined);
    await agent.says(/knows|認得/);
    return lined;
  }

  /** Starts an agent again that is gone, in its home. */
  async again(lined: LinedAgent, label: string, python: string = STAND_IN): Promise<void> {
    const { name, line, agent } = lined;
    lined.agent = NodeUnderTest.again(line.url, name, agent.home, {
      python,
      args: ['--labels', label],
    });
    await lined.agent.says(/knows|認得/);
  }

  /** Lays work down for agents of a label. */
  async offer(label: string, job: FaultJob, records?: string): Promise<FaultWork> {
    const { artifacts } = this.stores;
    const blob = await artifacts.putBytes(records ?? `records ${randomBytes(8).toString('hex')}`);
    const input = { path: 'records.arrow', digest: blob.digest, bytes: blob.bytes };
    const places = { work_dir: 'work:', out_dir: 'out:', train_records: 'input:train' };
    const work = await this.offerEnvelope(label, {
      ...{ format: 1, verb: 'train', inputs: { train: { kind: 'file', files: [input] } } },
      job: { checkpoint_bytes: 64, ...job, ...places },
    });
    return { ...work, input };
  }

  async offerEnvelope(label: string, envelope: WorkEnvelope): Promise<Omit<FaultWork, 'input'>> {
    const run = await this.#run();
    const id = `work_${randomBytes(16).toString('hex')}`;
    await this.room.desk.offer({
      ...{ id, envelope },
      of: { runId: run, stage: 'train', stageKey: id, project: 'faults', priority: 0 },
      needs: { gpus: 0, memoryMib: 0, labels: [label] },
    });
    return { id, run };
  }

  async row({ id }: Pick<FaultWork, 'id'>): Promise<WorkRow> {
    return (await workById(this.stores.database, id))!;
  }

  /** Waits until a work is so. */
  async until(work: Pick<FaultWork, 'id'>, isSo: (row: WorkRow) => boolean): Promise<WorkRow> {
    for (;;) {
      const row = await this.row(work);
      if (isSo(row)) return row;
      await wait(50);
    }
  }

  /** The agent that has a work in hand, and the others. */
  holder(row: WorkRow, among: readonly LinedAgent[]): readonly [LinedAgent, LinedAgent[]] {
    const holder = among.find(({ name }) => name === row.node);
    if (holder === undefined) throw new Error(`nobody of these has ${row.id}: ${row.node}`);
    return [holder, among.filter((one) => one !== holder)];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { line, agent } of this.#agents) {
      line.mend();
      await agent.dispose();
      await line.close();
    }
    this.#over.abort();
    await this.#looking;
    await this.#close();
    await rm(this.home, { recursive: true, force: true });
  }

  async #run(): Promise<string> {
    const { database } = this.stores;
    const id = newId('run', Date.now());
    const dataset = await addVersion(database, {
      ...{
        dataset: id.replace('run_', 'd-'),
        digest: 'd'.repeat(64),
        bytes: 1,
        filename: 'x.jsonl',
        by: null,
      },
    });
    const trigger = { kind: 'api', by: null } as const;
    const spec = pipelineSpecSchema.parse({});
    await insertRun(database, { id, name: 'faults', dataset_id: dataset.id, test_id: null, spec, trigger });
    return id;
  }

  async #look(ms: number): Promise<void> {
    while (!this.#over.signal.aborted) {
      await this.room.heal();
      await wait(ms, undefined, { signal: this.#over.signal }).catch(() => {});
    }
  }
}
