import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findJava, harnessArguments } from './java.ts';

/** A build as somebody starts it. */
export interface BuildOptions {
  /** The controller's home. */
  readonly home: string;
  readonly job: string;
  readonly number: number;
  /** The controller's address, with a slash at its end. */
  readonly url: string;
  /** The job's repository; null: its script is the text given. */
  readonly scm: { readonly url: string; readonly branch: string } | null;
  readonly scriptPath?: string;
  readonly script?: string;
  /** Libraries that the administrator configured, by name: the folder that holds `vars` and `src`. */
  readonly libraries?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly credentials?: Readonly<Record<string, string>>;
  readonly plugins?: readonly string[];
  readonly causes?: readonly { readonly _class: string; readonly userId?: string }[];
}

/** What a build's page shows. */
export interface BuildPage {
  readonly number: number;
  readonly building: boolean;
  readonly result: string | null;
  readonly description: string | null;
  readonly commit: string | null;
  readonly stages: readonly {
    readonly name: string;
    readonly depth: number;
    readonly status: string;
    readonly durationMillis: number | null;
  }[];
  readonly badges: readonly { readonly text: string; readonly link: string }[];
  readonly artifacts: readonly string[];
  readonly html: readonly {
    readonly name: string;
    readonly pages: readonly string[];
    readonly directory: string;
  }[];
  readonly junit: { readonly total: number; readonly failed: number; readonly skipped: number } | null;
  readonly images: readonly string[];
  readonly agents: readonly string[];
  readonly questions: readonly Question[];
  readonly properties: readonly string[];
}

/** A question that somebody has to answer. */
export interface Question {
  readonly id: string;
  readonly message: string;
  readonly submitters: readonly string[];
  readonly parameters: readonly string[];
  /** Whether an executor stands idle meanwhile. */
  readonly onAgent: boolean;
}

interface Event {
  readonly event: 'log' | 'input' | 'refused' | 'end';
  readonly text?: string;
  readonly status?: number;
}

export const ALL_PLUGINS = ['junit', 'htmlpublisher', 'badge', 'credentials-binding', 'pipeline-input-step'];
export const BY_HAND = [{ _class: 'hudson.model.Cause$UserIdCause', userId: 'lin' }];
export const BY_PUSH = [{ _class: 'hudson.triggers.SCMTrigger$SCMTriggerCause' }];

/** A build that runs in a process of its own (test/groovy/Main.groovy), and whoever looks at it and presses buttons. */
export class PipelineBuild {
  readonly #options: BuildOptions;
  readonly #java: { readonly program: string; readonly args: readonly string[] };
  readonly #told = new EventEmitter().setMaxListeners(0);
  #child: ChildProcess;
  #ended: Promise<unknown>;
  #errors = '';
  #question: Question | null = null;
  log = '';

  private constructor(options: BuildOptions, java: string, args: readonly string[]) {
    this.#options = options;
    this.#java = { program: java, args };
    this.#child = this.#spawn();
    this.#ended = once(this.#child, 'close');
  }

  /** Null where this machine has no Java. */
  static async start(options: BuildOptions): Promise<PipelineBuild | null> {
    const java = findJava();
    return java === null ? null : new PipelineBuild(options, java, await harnessArguments(java));
  }

  get directory(): string {
    const { home, job, number } = this.#options;
    return join(home, 'jobs', job, 'builds', String(number));
  }

  get page(): BuildPage {
    return JSON.parse(readFileSync(join(this.directory, 'build.json'), 'utf8')) as BuildPage;
  }

  /** The page of the finished build. */
  async ended(): Promise<BuildPage> {
    await this.#ended;
    if (this.#child.exitCode !== 0) throw new Error(`${this.#errors}${this.log}`);
    return this.page;
  }

  /** Waits until the console shows something. */
  async shows(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.log)) await this.#next(pattern);
  }

  /** Hears what is written to the console from here on. */
  onLog(listener: (text: string) => void): void {
    this.#told.on('log', (event: Event) => listener(event.text ?? ''));
  }

  /** Somebody sees to the question: `asks` waits for the next one. */
  questionTaken(): void {
    this.#question = null;
  }

  /** Waits until the build asks something. */
  async asks(): Promise<Question> {
    while (this.#question === null) await this.#next(/a question/);
    return this.#question;
  }

  answer(user: string, proceed: boolean, parameters: Readonly<Record<string, string>> = {}): void {
    this.#command({ command: 'answer', id: 'Promote', user, proceed, parameters });
  }

  /** An answer that is not accepted: with which status. */
  async refused(user: string): Promise<number> {
    const [event] = (await Promise.all([once(this.#told, 'refused'), this.answer(user, true)]))[0] as [Event];
    return event.status!;
  }

  abort(user: string): void {
    this.#command({ command: 'abort', user });
  }

  /** The controller dies, as by `kill -9`. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** The controller is started again: the build goes on. */
  resume(): void {
    this.#question = null;
    this.#child = this.#spawn();
    this.#ended = once(this.#child, 'close');
  }

  /** Ends everything of the build that still runs, its scripts too. */
  async dispose(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.kill();
  }

  #spawn(): ChildProcess {
    const { home, job, number } = this.#options;
    const file = join(home, `${job}-${number}.json`);
    writeFileSync(
      file,
      JSON.stringify({
        libraries: {},
        parameters: {},
        environment: {},
        credentials: {},
        plugins: ALL_PLUGINS,
        causes: BY_HAND,
        scriptPath: 'Jenkinsfile',
        ...this.#options,
      }),
    );
    const { program, args } = this.#java;
    const child = spawn(program, [...args, file], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(JSON.parse(line) as Event));
    return child;
  }

  #hear(event: Event): void {
    if (event.event === 'log') this.log += event.text;
    if (event.event === 'input') this.#question = event as unknown as Question;
    this.#told.emit(event.event, event);
    this.#told.emit('any');
  }

  async #next(pattern: RegExp): Promise<void> {
    const heard = once(this.#told, 'any').then(() => 'heard');
    const end = this.#ended.then(() => 'ended');
    if ((await Promise.race([heard, end])) === 'ended' && !pattern.test(this.log))
      throw new Error(`the build ended without ${pattern}: ${this.#errors}${this.log}`);
  }

  #command(command: object): void {
    this.#child.stdin!.write(`${JSON.stringify(command)}\n`);
  }
}
