import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Access, type User } from './access.ts';
import { Build, type Executor } from './build.ts';
import { SettableClock } from './clock.ts';
import { Items, Job } from './items.ts';
import { BuildQueue, type QueueItem } from './queue.ts';
import { answer } from './routes/answer.ts';
import { Views } from './views.ts';

/**
 * A stand-in for a Jenkins controller, over real HTTP on loopback, that really runs builds: `execute` performs a job's
 * steps. No controller can be had on a machine without Java and its plugins, so this one behaves as the sources say:
 *
 * - Jenkins core, line 2.4xx/2.5xx: `ParameterizedJobMixIn`, `ParametersDefinitionProperty` (201 with an absolute Location,
 *   303 onto an item that waits already, 409 for a disabled job, 400 where nothing is parameterised), `Queue` (quiet period,
 *   joining of like items, items that have left gone after five minutes), `ItemGroupMixIn` (createItem), `Job.doConfigDotXml`,
 *   `RequirePOST` (405), `CrumbFilter`, `DefaultCrumbIssuer`, `ApiCrumbExclusion`, `DirectoryBrowserSupport` (content security
 *   policy), `Failure` (400 with X-Error), `PluginManager`, `TreePruner`; Stapler: `LargeText` (progressive log).
 * - workflow-job 14xx: `stop` (302), `term`, `kill`; pipeline-input-step 5xx: `InputStepExecution`.
 *
 * Not copied: pages for people, views, agents (there are `executors`, all here), any permission but those of `User`, Groovy
 * (that is `execute`'s business), console notes, gzip, `wait` on the queue's own schedule of half a second.
 */
export class JenkinsController {
  readonly clock = new SettableClock();
  readonly items = new Items();
  readonly access: Access;
  readonly queue: BuildQueue;
  readonly views: Views;
  readonly options: ControllerOptions;
  readonly directory: string;
  /** Every request: `METHOD path?query`, as it came. */
  readonly seen: string[] = [];
  /** Headers of every request, credentials included. */
  readonly seenHeaders: Readonly<Record<string, unknown>>[] = [];
  /** Not up yet: everything is answered with 503 and a page that says so. */
  starting = false;
  #server: Server | null = null;
  #port = 0;

  private constructor(directory: string, options: ControllerOptions) {
    this.directory = directory;
    this.options = options;
    this.access = new Access(options.users ?? [ADMIN]);
    const { clock } = this;
    this.queue = new BuildQueue({
      clock,
      executors: options.executors ?? 2,
      begin: (item) => this.#begin(item),
    });
    this.views = new Views(() => this.rootUrl, this.queue);
  }

  static async start(options: ControllerOptions = {}): Promise<JenkinsController> {
    const directory = await mkdtemp(join(tmpdir(), 'touchstone-test-jenkins-'));
    const controller = new JenkinsController(directory, options);
    await controller.up();
    return controller;
  }

  /** Where it is reached, without a slash at the end. */
  get url(): string {
    const scheme = this.options.tls === undefined ? 'http' : 'https';
    return `${scheme}://127.0.0.1:${this.#port}${this.prefix}`;
  }

  /** Where it believes to be reached ("Jenkins URL" in its settings), with a slash at the end. */
  get rootUrl(): string {
    return this.options.rootUrl ?? `${this.url}/`;
  }

  get prefix(): string {
    return this.options.prefix ?? '';
  }

  job(fullName: string): Job {
    const item = this.items.get(fullName);
    if (!(item instanceof Job)) throw new Error(`no job ${fullName}`);
    return item;
  }

  /** Refuses connections, as a controller that is down. Builds go on: their steps run in processes of the agents. */
  async down(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  async up(): Promise<void> {
    const { tls } = this.options;
    const take = (request: Parameters<typeof answer>[1], response: Parameters<typeof answer>[2]): void => {
      void answer(this, request, response);
    };
    const server = tls === undefined ? createServer(take) : createTlsServer(tls, take);
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** A restart: sessions are gone; the queue as well unless it was saved (`queue.xml` is written on an orderly shutdown). */
  async restart({ keepQueue = false, during = async () => {} }: RestartOptions = {}): Promise<void> {
    await this.down();
    this.access.forgetSessions();
    if (!keepQueue) this.queue.drop();
    await during();
    await this.up();
    this.queue.maintain();
  }

  /** Stops everything, waits for the builds' ends, and removes its files. */
  async stop(): Promise<void> {
    this.queue.stop();
    for (const build of this.queue.running) build.stop('SYSTEM');
    await Promise.all(this.queue.running.map((build) => build.done));
    await this.down();
    await rm(this.directory, { recursive: true, force: true });
  }

  #begin(item: QueueItem): Build {
    const { job } = item;
    const number = job.nextNumber++;
    const place = join(this.directory, 'jobs', ...job.fullName.split('/'));
    const build = new Build(job, {
      number,
      queueId: item.id,
      parameters: item.parameters,
      files: item.files,
      cause: item.cause,
      directory: join(place, 'builds', String(number)),
      workspace: join(this.directory, 'workspace', ...job.fullName.split('/')),
      url: `${this.views.urlOf(job)}${number}/`,
      now: () => this.clock.now(),
    });
    job.builds.unshift(build);
    const execute = this.options.execute ?? (async () => undefined);
    void build.perform(async (running) => {
      await mkdir(running.directory, { recursive: true });
      await mkdir(running.workspace, { recursive: true });
      running.signal.throwIfAborted();
      return execute(running);
    });
    return build;
  }
}

export const ADMIN: User = {
  name: 'admin',
  password: 'correct horse',
  token: '11aa22bb33cc44dd55ee66ff7788990011',
  may: ['read', 'build', 'cancel', 'configure', 'create', 'administer'],
};

export interface RestartOptions {
  readonly keepQueue?: boolean;
  /** Done while it is down. */
  during?(): Promise<void>;
}

export interface ControllerOptions {
  readonly users?: readonly User[];
  /** false: protection against forged requests is switched off, and there is no crumbIssuer. */
  readonly crumbs?: boolean;
  /** By short name, with a version; `active: false`: switched off. */
  readonly plugins?: readonly {
    readonly shortName: string;
    readonly version: string;
    readonly active?: boolean;
  }[];
  readonly executors?: number;
  /** Seconds that a build waits before it may begin; real ones wait five. */
  readonly quietSeconds?: number;
  /** Path that it lives below, such as `/jenkins`. */
  readonly prefix?: string;
  readonly rootUrl?: string;
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Performs a job's steps. */
  readonly execute?: Executor;
}
