import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type TreeView, treeViewSchema } from '../contracts/api/artifact.ts';
import { baseListSchema, baseSchema } from '../contracts/api/base.ts';
import {
  datasetPageSchema,
  datasetSchema,
  datasetVersionPageSchema,
  datasetVersionSchema,
} from '../contracts/api/dataset.ts';
import { healthSchema, readinessSchema } from '../contracts/api/health.ts';
import { aliasHistorySchema, modelVersionPageSchema, modelVersionSchema } from '../contracts/api/model.ts';
import { runPageSchema, runSchema, startedRunSchema } from '../contracts/api/run.ts';
import type { Alias, RunStatus } from '../contracts/names.ts';
import type { AliasMove, ModelVersion } from '../contracts/registry.ts';
import type { BaseView, HealthCheck, RunRequest, StartedRun } from '../contracts/service.ts';
import type { DatasetVersionView, DatasetView, Page, RunView } from '../contracts/views.ts';
import { bodyOf, type Connection, parseAnswer, request, requestJson } from './http/connection.ts';
import { type UploadProgress, uploadFile } from './http/upload.ts';

/** Items asked for at once; the service gives no more. */
const PAGE = 200;

/** What can be said of a file when it is uploaded; `map` as in `text=內容,label=承辦單位`. */
export interface UploadOptions {
  readonly expireRawDays?: number;
  readonly map?: string;
  readonly encoding?: string;
  readonly sheet?: string;
}

/** The service's HTTP API as functions. Errors: RemoteProblem, `CLI_SERVICE_UNREACHABLE`, `CLI_ANSWER_UNEXPECTED`. */
export class Client {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  uploadDataset(
    name: string,
    file: string,
    options: { signal: AbortSignal; onProgress?: UploadProgress } & UploadOptions,
  ): Promise<DatasetVersionView> {
    const { expireRawDays: days, map, encoding, sheet } = options;
    const query = new URLSearchParams({
      ...(days !== undefined && { expire_raw_days: String(days) }),
      ...(map !== undefined && { map }),
      ...(encoding !== undefined && { encoding }),
      ...(sheet !== undefined && { sheet }),
    });
    return uploadFile(
      this.connection,
      `/v1/datasets/${segment(name)}/versions${query.size === 0 ? '' : `?${query}`}`,
      file,
      datasetVersionSchema,
      options,
    );
  }

  listDatasets(limit: number): Promise<DatasetView[]> {
    return this.list(limit, (query) => this.get(`/v1/datasets${query}`, datasetPageSchema));
  }

  showDataset(name: string): Promise<DatasetView> {
    return this.get(`/v1/datasets/${segment(name)}`, datasetSchema);
  }

  listDatasetVersions(name: string, limit: number): Promise<DatasetVersionView[]> {
    return this.list(limit, (query) =>
      this.get(`/v1/datasets/${segment(name)}/versions${query}`, datasetVersionPageSchema),
    );
  }

  /** Safe against a lost answer: the same call is never carried out twice; `once` names the call where it may be made again later. */
  createRun(body: RunRequest, once: string = randomUUID()): Promise<StartedRun> {
    return requestJson(this.connection, '/v1/runs', startedRunSchema, {
      method: 'POST',
      body,
      idempotencyKey: once,
    });
  }

  listRuns(limit: number, filter: { name?: string; status?: RunStatus }): Promise<RunView[]> {
    return this.list(limit, (query) =>
      this.get(`/v1/runs${query}&${new URLSearchParams(filter)}`.replace(/&$/, ''), runPageSchema),
    );
  }

  showRun(id: string): Promise<RunView> {
    return this.get(`/v1/runs/${segment(id)}`, runSchema);
  }

  cancelRun(id: string, once?: string): Promise<RunView> {
    return this.post(`/v1/runs/${segment(id)}/cancel`, {}, runSchema, { once });
  }

  resumeRun(id: string): Promise<RunView> {
    return this.post(`/v1/runs/${segment(id)}/resume`, {}, runSchema);
  }

  /** A tree that a stage of the run made. */
  showTree(runId: string, digest: string): Promise<TreeView> {
    return this.get(`/v1/artifacts/${segment(digest)}?run=${segment(runId)}`, treeViewSchema);
  }

  listModels(limit: number): Promise<ModelVersion[]> {
    return this.list(limit, (query) => this.get(`/v1/models${query}`, modelVersionPageSchema));
  }

  listModelVersions(name: string, limit: number): Promise<ModelVersion[]> {
    return this.list(limit, (query) =>
      this.get(`/v1/models/${segment(name)}${query}`, modelVersionPageSchema),
    );
  }

  showModel(name: string, version: string | number): Promise<ModelVersion> {
    return this.get(`/v1/models/${segment(name)}/versions/${segment(version)}`, modelVersionSchema);
  }

  async modelHistory(name: string): Promise<readonly AliasMove[]> {
    return (await this.get(`/v1/models/${segment(name)}/history`, aliasHistorySchema)).items;
  }

  promoteModel(
    name: string,
    alias: Alias,
    body: { version: number; by: string; reason: string | null },
    once?: string,
  ): Promise<ModelVersion> {
    return this.post(`/v1/models/${segment(name)}/aliases/${alias}`, body, modelVersionSchema, { once });
  }

  rollBackModel(
    name: string,
    alias: Alias,
    body: { by: string; reason: string | null },
  ): Promise<ModelVersion> {
    return this.post(`/v1/models/${segment(name)}/aliases/${alias}/rollback`, body, modelVersionSchema);
  }

  listModelFiles(name: string, version: number): Promise<TreeView> {
    return this.get(`/v1/models/${segment(name)}/versions/${version}/files`, treeViewSchema);
  }

  async listBases(): Promise<readonly BaseView[]> {
    return (await this.get('/v1/bases', baseListSchema)).items;
  }

  /** May take minutes: the weights are converted once. */
  addBase(id: string, from: string, digest?: string): Promise<BaseView> {
    return this.post(`/v1/bases/${segment(id)}`, { from, digest }, baseSchema, { timeoutMs: null });
  }

  /** Version of the service; that it answers at all is what one mostly wants to know. */
  async version(): Promise<string> {
    return (await this.get('/healthz', healthSchema)).version;
  }

  /** What the service says about the things it stands on; an answer also when something is amiss. */
  async readiness(): Promise<readonly HealthCheck[]> {
    const response = await request(this.connection, '/readyz', { accept: [503] });
    return parseAnswer(this.connection, await bodyOf(this.connection, response), readinessSchema).checks;
  }

  /** A stream of bytes at a path of the API. */
  open(path: string, signal?: AbortSignal): Promise<Readable> {
    return request(this.connection, path, {
      headers: { accept: '*/*' },
      timeoutMs: null,
      ...(signal ? { signal } : {}),
    });
  }

  /** An answer of the API, checked. */
  get<T>(path: string, schema: Parameters<typeof requestJson<T>>[2]): Promise<T> {
    return requestJson(this.connection, path, schema);
  }

  /** Safe against a lost answer: the same call is never carried out twice; `once` names the call where it may be made again later. */
  post<T>(
    path: string,
    body: unknown,
    schema: Parameters<typeof requestJson<T>>[2],
    {
      once = randomUUID(),
      timeoutMs = 30_000,
    }: { once?: string | undefined; timeoutMs?: number | null } = {},
  ): Promise<T> {
    return requestJson(this.connection, path, schema, {
      method: 'POST',
      body,
      idempotencyKey: once,
      timeoutMs,
    });
  }

  /** Items of a list, page by page, as many as asked for. */
  async list<T>(limit: number, page: (query: string) => Promise<Page<T>>): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ limit: String(Math.min(PAGE, limit - items.length)) });
      if (cursor !== null) query.set('cursor', cursor);
      const answer: Page<T> = await page(`?${query}`);
      items.push(...answer.items);
      cursor = answer.next;
    } while (cursor !== null && items.length < limit);
    return items;
  }
}

function segment(value: string | number): string {
  return encodeURIComponent(value);
}
