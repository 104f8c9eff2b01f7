import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TreeRef } from '../../../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { BaseView, HealthCheck, Service } from '../../../../pipeline/contracts/service.ts';
import { DirectoryStore } from '../../../../pipeline/store/artifacts/directory.ts';
import { FakeDatasets } from './fake-datasets.ts';
import { FakeDecisions } from './fake-decisions.ts';
import { FakeGit } from './fake-git.ts';
import { FakeModels } from './fake-models.ts';
import { FakeNodes } from './fake-nodes.ts';
import { FakeNotices } from './fake-notices.ts';
import { FakePipelines, FakeTriggers } from './fake-pipelines.ts';
import { FakeRuns } from './fake-runs.ts';
import { FakeSuites } from './fake-suites.ts';

const BASE: BaseView = {
  id: 'tiny',
  family: 'test',
  title: 'Tiny',
  parameters: 1000,
  licence: { name: 'Apache-2.0', url: 'https://example.org', notice: '' },
  maker: { name: 'Test', country: 'TW' },
  context_length: 128,
  languages: ['zh'],
  chat_format: 'plain',
  source: { kind: 'hub', id: 'test/tiny', revision: 'main' },
  digest: null,
  memory: { train_gib: 1, infer_gib: 1 },
  state: 'absent',
  installedDigest: null,
};

/** The service in small: bytes in a real artifact store in a temporary directory, everything else in memory. */
export class FakeService implements Service {
  readonly directory: string;
  readonly artifacts: DirectoryStore;
  readonly madeDatasets: FakeDatasets;
  readonly madeRuns: FakeRuns;
  readonly madeModels = new FakeModels();
  readonly datasets: Service['datasets'];
  readonly decisions: Service['decisions'];
  readonly runs: Service['runs'];
  readonly models: Service['models'];
  readonly suites: Service['suites'];
  readonly madeGit = new FakeGit();
  readonly git = this.madeGit.service;
  readonly madeTriggers = new FakeTriggers();
  readonly triggers: Service['triggers'];
  readonly pipelines: Service['pipelines'];
  readonly madeNodes = new FakeNodes();
  readonly nodes = this.madeNodes.service;
  readonly leases = this.madeNodes.leases;
  readonly notices: Service['notices'] = new FakeNotices().service;
  readonly costs: Service['costs'] = async ({ month = '2026-11', zone = 'Asia/Taipei' }) => {
    const rates = { cpu_watts: 10, currency: 'TWD', per_kwh: 4, per_gpu_hour: null };
    const cost = { electricity: 0.08, gpu: null, total: 0.08 };
    const sum = { runs: 1, cpu_seconds: 7200, gpu_seconds: 0, joules: 72_000, cost };
    return { month, zone, rates, projects: [{ name: 'petitions', ...sum }], total: sum };
  };
  /** Directories that somebody asked to bring a base in from. */
  readonly basesFrom: string[] = [];
  checks: HealthCheck[] = [{ name: 'database', status: 'ok', detail: '/secret/place' }];

  private constructor(directory: string, artifacts: DirectoryStore) {
    this.directory = directory;
    this.artifacts = artifacts;
    this.madeDatasets = new FakeDatasets(artifacts);
    this.madeRuns = new FakeRuns((id) => this.madeDatasets.byId(id));
    this.datasets = this.madeDatasets.service;
    this.decisions = new FakeDecisions().service;
    this.runs = this.madeRuns.service;
    this.models = this.madeModels.service;
    this.suites = new FakeSuites().service;
    this.triggers = this.madeTriggers.service;
    this.pipelines = new FakePipelines(async ({ name, trigger }, language) => {
      const { latest } = await this.datasets.show((await this.pipelines.show(name)).dataset);
      return this.runs.create({ name, dataset: latest!.id, trigger }, language);
    }).service;
  }

  static async open(): Promise<FakeService> {
    const directory = await mkdtemp(join(tmpdir(), 'touchstone-api-'));
    return new FakeService(directory, await DirectoryStore.open(join(directory, 'artifacts')));
  }

  readonly bases: Service['bases'] = {
    list: async () => [BASE],
    add: async (id, from) => {
      if (id !== BASE.id) throw new TouchstoneError('BASE_UNKNOWN', { params: { id, suggestion: BASE.id } });
      this.basesFrom.push(from);
      return { ...BASE, state: 'ready' };
    },
  };

  async ready(): Promise<readonly HealthCheck[]> {
    return this.checks;
  }

  async metrics(): Promise<string> {
    return `touchstone_runs ${this.madeRuns.count}\n`;
  }

  /** A tree of these files. */
  async tree(files: Readonly<Record<string, string>>): Promise<TreeRef> {
    const entries = [];
    for (const [path, text] of Object.entries(files)) {
      const { digest, bytes } = await this.artifacts.putBytes(text);
      entries.push({ path, digest, bytes });
    }
    return this.artifacts.putTreeOf(entries);
  }

  /** Every file below the service's directory, for tests that look for what should not be there. */
  async filesOnDisk(): Promise<string[]> {
    const entries = await readdir(this.directory, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
