import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { SlurmSettings } from '../contracts/slurm.ts';
import { type Ended, failureOf, isEndedJob, isUnknownJob } from './failure.ts';
import { type QueuedJob, readQueue } from './queue-json.ts';
import {
  COMPLETION_COLUMNS,
  type JobRecord,
  readAccounting,
  readCompletions,
  readShown,
  SACCT_COLUMNS,
} from './records.ts';
import { type Submission, submissionArguments } from './submission.ts';

/** A controller that is away lets a command hang for its own timeouts, which are shorter. */
const PATIENCE_MS = 60_000;
/** 22.05 tells of every job of the cluster; a string of Node holds twice as much. */
const LONGEST_ANSWER = 256 * 1024 * 1024;
const LONGEST_COMPLAINT = 16 * 1024;
/** What Slurm's commands need of this process's environment; nothing else goes to them, and so to no job. */
const PASSED = ['PATH', 'HOME', 'USER', 'LOGNAME', 'TMPDIR', 'SLURM_CONF', 'LD_LIBRARY_PATH'] as const;
/** Of a job, or of one task of an array. */
const JOB_ID = /^\d{1,15}(_\d{1,6})?$/;

type Program = 'sbatch' | 'squeue' | 'scancel' | 'scontrol' | 'sacct' | 'sinfo';

/**
 * The one place that starts Slurm's commands: each with a list of arguments, never by a shell, and with next to nothing of our
 * environment. Errors of all: `SLURM_MISSING`, `SLURM_UNREACHABLE`, and the signal's reason.
 */
export class SlurmCommands {
  readonly #folder: string | null;
  readonly #environment: Record<string, string>;

  constructor(
    { commands }: Pick<SlurmSettings, 'commands'>,
    environment: Readonly<Record<string, string | undefined>>,
  ) {
    this.#folder = commands;
    const passed = PASSED.flatMap((name) => (environment[name] ? [[name, environment[name]]] : []));
    this.#environment = { ...Object.fromEntries(passed), LC_ALL: 'C.UTF-8' };
  }

  /** Submits a batch script and gives the job's id. Errors: `SLURM_REFUSED`, `SLURM_QUEUE_FULL`, `SLURM_ANSWER`. */
  async submit(submission: Submission, signal: AbortSignal): Promise<string> {
    const { ended, output } = await this.#run('sbatch', submissionArguments(submission), signal);
    if (ended.status !== 0) throw failureOf('sbatch', ended, true);
    // Of a federation or a cluster by name: `id;cluster`.
    const [id] = output.trim().split('\n').at(-1)!.split(';');
    return checkedId(id!, 'sbatch');
  }

  /** The jobs of the queue whose names begin so, those that ended a few minutes ago too. Error: `SLURM_ANSWER`. */
  async queue(prefix: string, signal: AbortSignal): Promise<QueuedJob[]> {
    const { ended, output } = await this.#run('squeue', ['--json', '--me', '--states=all'], signal);
    if (ended.status !== 0) throw failureOf('squeue', ended, false);
    return readQueue(output, prefix);
  }

  /**
   * What is kept of jobs: by accounting where the cluster has it, else by its file of completed jobs, else by the controller, which
   * knows a job for some minutes after its end. Jobs that nobody knows are left out.
   */
  async records(ids: readonly string[], signal: AbortSignal): Promise<Map<string, JobRecord>> {
    const jobs = ids.map((id) => checkedId(id, 'sacct')).join(',');
    const common = ['--parsable2', '--noheader', `--jobs=${jobs}`];
    const accounting = await this.#ask('sacct', [...common, `--format=${SACCT_COLUMNS.join()}`], signal);
    const found = accounting === null ? new Map<string, JobRecord>() : readAccounting(accounting);
    for (const id of ids) {
      if (found.has(id)) continue;
      const shown = await this.#ask('scontrol', ['show', 'job', '--oneliner', id], signal);
      const record = shown === null ? null : readShown(shown);
      if (record !== null) found.set(id, record);
    }
    if (ids.every((id) => found.has(id))) return found;
    const options = ['--completion', ...common, `--format=${COMPLETION_COLUMNS.join()}`];
    const completed = readCompletions((await this.#ask('sacct', options, signal)) ?? '');
    for (const [id, record] of completed) if (!found.has(id) && ids.includes(id)) found.set(id, record);
    return found;
  }

  /** Ends a job. One that has ended, or that nobody knows, is no fault. Error: `SLURM_ANSWER`. */
  async cancel(id: string, signal: AbortSignal): Promise<void> {
    const { ended } = await this.#run('scancel', [checkedId(id, 'scancel')], signal);
    if (ended.status !== 0 && !isUnknownJob(ended) && !isEndedJob(ended))
      throw failureOf('scancel', ended, false);
  }

  /** Lets a job that waits for its time begin as soon as there is room; false where Slurm does not allow it. */
  async startNow(id: string, signal: AbortSignal): Promise<boolean> {
    const update = ['update', `JobId=${checkedId(id, 'scontrol')}`, 'StartTime=now'];
    return (await this.#ask('scontrol', update, signal)) !== null;
  }

  /** The version of the commands here, such as 22.05.8. Error: `SLURM_ANSWER`. */
  async version(signal: AbortSignal): Promise<string> {
    const { ended, output } = await this.#run('sbatch', ['--version'], signal);
    const [, version] = /slurm(?:-wlm)? (\S+)/.exec(output) ?? [];
    if (ended.status !== 0 || version === undefined) throw failureOf('sbatch', ended, false);
    return version;
  }

  /** Partitions by name, with whether each is up and which one is taken where none is named. Error: `SLURM_ANSWER`. */
  async partitions(signal: AbortSignal): Promise<readonly Partition[]> {
    const { ended, output } = await this.#run('sinfo', ['--noheader', '--format=%P|%a'], signal);
    if (ended.status !== 0) throw failureOf('sinfo', ended, false);
    const rows = output.split('\n').flatMap((line) => {
      const [, name, standard, state] = /^([^|*]+)(\*?)\|(\S+)/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [{ name, standard: standard === '*', up: state === 'up' }];
    });
    return [...new Map(rows.map((row) => [row.name, row])).values()];
  }

  /** What a command says; null where it fails for a reason that is not the controller's absence. */
  async #ask(program: Program, args: readonly string[], signal: AbortSignal): Promise<string | null> {
    const { ended, output } = await this.#run(program, args, signal);
    if (ended.status === 0) return output;
    const failure = failureOf(program, ended, false);
    if (failure.code === 'SLURM_UNREACHABLE') throw failure;
    return null;
  }

  #run(
    program: Program,
    args: readonly string[],
    signal: AbortSignal,
  ): Promise<{ readonly ended: Ended; readonly output: string }> {
    signal.throwIfAborted();
    const command = this.#folder === null ? program : join(this.#folder, program);
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, {
        cwd: '/',
        env: this.#environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const pieces: Buffer[] = [];
      let bytes = 0;
      let complaint = '';
      child.stdout.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > LONGEST_ANSWER) child.kill('SIGKILL');
        else pieces.push(piece);
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaint = (complaint + text).slice(0, LONGEST_COMPLAINT);
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      // A submission under way is let through: what it came to has to be known.
      const onAbort = () => program !== 'sbatch' && child.kill('SIGKILL');
      signal.addEventListener('abort', onAbort, { once: true });
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
      };
      child.once('error', (cause: NodeJS.ErrnoException) => {
        settle();
        const params = { command, detail: cause.code ?? cause.message };
        reject(new TouchstoneError('SLURM_MISSING', { params, cause }));
      });
      child.once('close', (status, by) => {
        settle();
        if (signal.aborted && program !== 'sbatch') return reject(signal.reason);
        const output = Buffer.concat(pieces).toString('utf8');
        resolve({ ended: { status, signal: by, stderr: complaint }, output });
      });
    });
  }
}

export interface Partition {
  readonly name: string;
  /** Taken by jobs that name none. */
  readonly standard: boolean;
  readonly up: boolean;
}

/** What a command is given as a job's id is one, and can be nothing else. */
function checkedId(id: string, command: string): string {
  if (JOB_ID.test(id)) return id;
  const detail = `no id of a job: ${JSON.stringify(id.slice(0, 80))}`;
  throw new TouchstoneError('SLURM_ANSWER', { params: { command, detail } });
}
