import { setMaxListeners } from 'node:events';
import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ConsoleLog } from './console-log.ts';
import type { Job } from './items.ts';

export type Result = 'SUCCESS' | 'UNSTABLE' | 'FAILURE' | 'NOT_BUILT' | 'ABORTED';

/** From best to worst: a result never gets better (`hudson.model.Result.combine`). */
const ORDER: readonly Result[] = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'];

/** A `stop` with the person who asked for it, as `FlowInterruptedException` carries it. */
export class Aborted extends Error {
  readonly by: string;
  constructor(by: string) {
    super(`Aborted by ${by}`);
    this.by = by;
  }
}

/** An `input` step that waits for a person. */
export interface PendingInput {
  /** First letter in upper case: what stands in the address. */
  readonly id: string;
  readonly message: string;
  readonly submitters: readonly string[];
  settle(answer: { readonly by: string; readonly proceed: boolean }): void;
}

/** What performs a job's steps. A result that it gives makes the build's worse, never better; what it throws is a FAILURE. */
export type Executor = (build: Build) => Promise<Result | undefined>;

export interface BuildFacts {
  readonly number: number;
  readonly queueId: number;
  readonly parameters: ReadonlyMap<string, string>;
  /** Files that came as parameters, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly cause: string;
  /** Its own directory on the controller, below which archived files lie. */
  readonly directory: string;
  /** What the steps run in; the same for all builds of a job, as a workspace is. */
  readonly workspace: string;
  readonly url: string;
  now(): number;
}

/** One build while it runs and after. */
export class Build implements BuildFacts {
  readonly job: Job;
  readonly number: number;
  readonly queueId: number;
  readonly parameters: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly cause: string;
  readonly directory: string;
  readonly workspace: string;
  readonly url: string;
  readonly now: () => number;
  readonly startedAt: number;
  readonly log = new ConsoleLog();
  readonly inputs: PendingInput[] = [];
  /** Folders that `publishHTML` shows, by the name in their address. */
  readonly published = new Map<string, string>();
  description: string | null = null;
  endedAt: number | null = null;
  result: Result | null = null;
  /** Paths below `archive/`, in the order in which they were archived. */
  readonly artifacts: string[] = [];
  readonly #abort = new AbortController();
  #done: () => void = () => {};
  readonly done = new Promise<void>((resolve) => {
    this.#done = resolve;
  });

  constructor(job: Job, facts: BuildFacts) {
    this.job = job;
    this.number = facts.number;
    this.queueId = facts.queueId;
    this.parameters = facts.parameters;
    this.files = facts.files;
    this.cause = facts.cause;
    this.directory = facts.directory;
    this.workspace = facts.workspace;
    this.url = facts.url;
    this.now = () => facts.now();
    this.startedAt = facts.now();
    setMaxListeners(0, this.#abort.signal);
  }

  get building(): boolean {
    return this.endedAt === null;
  }

  /** Aborts, with an `Aborted`, when somebody stops the build. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get archive(): string {
    return join(this.directory, 'archive');
  }

  print(line: string): void {
    this.log.append(`${line}\n`);
  }

  /** As `currentBuild.result = …`: it only ever gets worse. */
  worsen(result: Result): void {
    if (this.result === null || ORDER.indexOf(result) > ORDER.indexOf(this.result)) this.result = result;
  }

  stop(by: string): void {
    if (!this.building || this.signal.aborted) return;
    this.print(`Aborted by ${by}`);
    this.#abort.abort(new Aborted(by));
  }

  /** As the `input` step: waits for a person, and gives who it was. Throws `Aborted` when the answer is no. */
  async input(id: string, message: string, submitters: readonly string[] = []): Promise<string> {
    const shown = id.charAt(0).toUpperCase() + id.slice(1);
    const answer = await new Promise<{ by: string; proceed: boolean }>((resolve, reject) => {
      const onAbort = (): void => reject(this.signal.reason);
      this.signal.addEventListener('abort', onAbort, { once: true });
      this.inputs.push({ id: shown, message, submitters, settle: resolve });
      this.print(message);
      this.print('Proceed or Abort');
      if (this.signal.aborted) onAbort();
    }).finally(() => {
      const at = this.inputs.findIndex((input) => input.id === shown);
      if (at >= 0) this.inputs.splice(at, 1);
    });
    if (!answer.proceed) throw new Aborted(answer.by);
    this.print(`Approved by ${answer.by}`);
    return answer.by;
  }

  /** As `archiveArtifacts` of one file, whose path is given below the workspace. */
  async archiveFile(path: string, from = join(this.workspace, path)): Promise<void> {
    const to = join(this.archive, path);
    await mkdir(dirname(to), { recursive: true });
    await copyFile(from, to);
    if (!this.artifacts.includes(path)) this.artifacts.push(path);
  }

  /** Archives bytes under a path. */
  async archiveBytes(path: string, bytes: string | Uint8Array): Promise<void> {
    const to = join(this.archive, path);
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, bytes);
    if (!this.artifacts.includes(path)) this.artifacts.push(path);
  }

  /** Archives a file or everything below a folder of the workspace. */
  async archivePath(path: string): Promise<void> {
    const whole = join(this.workspace, path);
    if (!(await stat(whole)).isDirectory()) return this.archiveFile(path);
    const entries = await readdir(whole, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile()))
      await this.archiveFile(relative(this.workspace, join(entry.parentPath, entry.name)));
  }

  /** Runs the steps to their end, whatever that is. */
  async perform(execute: Executor): Promise<void> {
    this.print(this.cause);
    try {
      const result = await execute(this);
      if (this.signal.aborted) this.worsen('ABORTED');
      else this.worsen(result ?? 'SUCCESS');
    } catch (error) {
      if (error instanceof Aborted || this.signal.aborted) this.worsen('ABORTED');
      else {
        this.print(`ERROR: ${error instanceof Error ? error.message : String(error)}`);
        this.worsen('FAILURE');
      }
    }
    this.print(`Finished: ${this.result}`);
    this.log.close();
    this.endedAt = this.now();
    this.#done();
  }
}
