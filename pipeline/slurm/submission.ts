import { TouchstoneError } from '../contracts/errors/error.ts';
import type { SlurmRequest } from '../contracts/slurm.ts';

/** A batch script to be submitted. */
export interface Submission {
  readonly ask: SlurmRequest;
  /** By which the job is found again. */
  readonly name: string;
  readonly comment: string;
  /** Absolute paths on the shared folder; Slurm keeps a copy of the script. */
  readonly script: string;
  readonly directory: string;
  readonly log: string;
  /** Seconds before the time limit at which the script gets SIGUSR1. */
  readonly warnSeconds: number;
  /** So many tasks of one job, `SLURM_ARRAY_TASK_ID` from 0, at most `atOnce` of them at a time; null: a single job. */
  readonly array: { readonly tasks: number; readonly atOnce: number } | null;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
/** What Slurm would read anything into: a sign to fill in, the end of a line, or another option. */
const PATH = /^\/[^%\p{Cc}]*$/u;
const MOST_TASKS = 1000;

/**
 * The arguments of `sbatch`. Each setting is one argument behind its own option, so that none can become another option; the
 * script holds no `#SBATCH` line at all. Error: `SLURM_REFUSED` naming what is not fit.
 */
export function submissionArguments(submission: Submission): string[] {
  const { ask, name, comment, script, directory, log, warnSeconds, array } = submission;
  for (const word of [name, comment]) if (!NAME.test(word)) throw unfit(word);
  for (const path of [script, directory, log.replaceAll('%j', '')]) if (!PATH.test(path)) throw unfit(path);
  if (array !== null && !(array.tasks >= 1 && array.tasks <= MOST_TASKS && array.atOnce >= 1))
    throw unfit(`${array.tasks} tasks`);
  const options: [string, string | number | null][] = [
    ['account', ask.account],
    ['partition', ask.partition],
    ['qos', ask.qos],
    ['gres', ask.gres],
    ['constraint', ask.constraint],
    ['reservation', ask.reservation],
    ['cpus-per-task', ask.cpus],
    ['time', ask.time],
    ['mem', ask.memory === null ? null : `${ask.memory}M`],
    ['array', array === null ? null : `0-${array.tasks - 1}%${array.atOnce}`],
    ['nodes', 1],
    ['ntasks', 1],
    ['job-name', name],
    ['comment', comment],
    ['chdir', directory],
    ['output', log],
    ['open-mode', 'append'],
    ['signal', `B:USR1@${warnSeconds}`],
  ];
  const given = options
    .filter(([, value]) => value !== null)
    .map(([option, value]) => `--${option}=${value}`);
  for (const argument of given) if (/\p{Cc}/u.test(argument)) throw unfit(argument);
  return ['--parsable', '--requeue', ...given, '--', script];
}

function unfit(word: string): TouchstoneError {
  const detail = `not fit for a job: ${JSON.stringify(word.slice(0, 100))}`;
  return new TouchstoneError('SLURM_REFUSED', { params: { detail } });
}
