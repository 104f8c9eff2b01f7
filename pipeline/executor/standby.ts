import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const LOG_TAIL_CHARACTERS = 16 * 1024;
/** Ends, on standard error, what a job said there. */
const END_OF_LOG = '\0';

/** What the program says beside the events of its job. */
const wordSchema = z.discriminatedUnion('standby', [
  z.strictObject({ standby: z.literal('forked'), pid: z.number().int().positive() }),
  z.strictObject({
    standby: z.literal('ended'),
    status: z.number().int().nullable(),
    signal: z.string().nullable(),
  }),
]);

/** How to start the program: an interpreter with what stands before it, and its environment. */
export interface StandbyProgram {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What is asked of it. */
export interface StandbyRequest {
  readonly verb: string;
  /** Path of the job file. */
  readonly job: string;
  /** Where the job's process works; its HOME too. */
  readonly directory: string;
}

/** How a job's process ended, and the last that it said on standard error. */
export interface JobEnd {
  readonly status: number | null;
  readonly signal: string | null;
  readonly log: string;
}

interface Ending {
  readonly status: number | null;
  readonly signal: string | null;
}

/**
 * The trainer as a program that has its libraries loaded before it knows its job, and does one job after the other, each
 * in a process of its own (stages/train/trainer, standby.py). Its standard input is a pipe from us and nothing more: when
 * the service dies, even by `kill -9`, the pipe closes, the job stores its checkpoint, and all end.
 */
export class Standby {
  readonly #child: ChildProcess;
  readonly #gone: Promise<Ending>;
  #alive = true;
  #worker: number | null = null;
  #forked = false;
  #log = '';
  #onLine: (line: string) => void = () => {};
  #onEnd: (ending: Ending) => void = () => {};
  #onEndOfLog: () => void = () => {};

  constructor({ command: [program, ...args], environment }: StandbyProgram, directory: string) {
    const child = spawn(program!, [...args, '-m', 'touchstone_trainer.standby'], {
      cwd: directory,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...environment, HOME: directory },
    });
    this.#child = child;
    this.#gone = new Promise((resolve, reject) => {
      child.on('error', (error) => {
        this.#alive = false;
        reject(error);
      });
      child.on('close', (status, signal) => {
        this.#alive = false;
        resolve({ status, signal });
      });
    });
    // Who waits for it hears of it; while nobody does, it may end as it likes.
    this.#gone.catch(() => {});
    child.stdin.on('error', () => {});
    child.stderr.setEncoding('utf8').on('data', (text: string) => this.#takeLog(text));
    createInterface({ input: child.stdout }).on('line', (line) => this.#takeLine(line));
  }

  /** Whether another job may be asked of it. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Whether the job had a process. Where it had not, nothing was done. */
  get forked(): boolean {
    return this.#forked;
  }

  /** Has a job done; one at a time. Fails where the program cannot be started. */
  async perform(request: StandbyRequest, onLine: (line: string) => void): Promise<JobEnd> {
    this.#hold(true);
    this.#log = '';
    this.#forked = false;
    this.#onLine = onLine;
    const told = new Promise<Ending>((resolve) => {
      this.#onEnd = resolve;
    });
    const logged = new Promise<void>((resolve) => {
      this.#onEndOfLog = resolve;
    });
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const end = await Promise.race([
      Promise.all([told, logged]).then(([ending]) => ending),
      // Where forks cannot do the work, and where somebody ended the program.
      this.#gone,
    ]);
    this.#worker = null;
    this.#hold(false);
    return { ...end, log: this.#log };
  }

  /** To the job's process; before there is one, to the program. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.#worker === null) this.#child.kill(signal);
    else
      try {
        process.kill(this.#worker, signal);
      } catch {
        // It has just ended.
      }
  }

  /** Ends the program; a job in hand stores its checkpoint. */
  close(): void {
    this.#alive = false;
    this.#child.stdin!.end();
  }

  #takeLog(text: string): void {
    const end = text.indexOf(END_OF_LOG);
    this.#log = (this.#log + (end === -1 ? text : text.slice(0, end))).slice(-LOG_TAIL_CHARACTERS);
    if (end !== -1) this.#onEndOfLog();
  }

  #takeLine(line: string): void {
    const word = wordIn(line);
    if (word === null) this.#onLine(line);
    else if (word.standby === 'ended') this.#onEnd({ status: word.status, signal: word.signal });
    else {
      this.#worker = word.pid;
      this.#forked = true;
    }
  }

  /** While it has no job it keeps nobody from ending. */
  #hold(held: boolean): void {
    const { stdin, stdout, stderr } = this.#child;
    for (const one of [this.#child, stdin as Socket, stdout as Socket, stderr as Socket])
      held ? one.ref() : one.unref();
  }
}

function wordIn(line: string): z.infer<typeof wordSchema> | null {
  if (!line.startsWith('{"standby"')) return null;
  const parsed = wordSchema.safeParse(JSON.parse(line));
  return parsed.success ? parsed.data : null;
}
