import { TouchstoneError } from '../contracts/errors/error.ts';

/** What a command of Slurm came to. */
export interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** Slurm's words for a controller that is away, busy or starting, and for a munge that is (slurm_errno.c). */
const AWAY =
  /unable to contact slurm controller|socket timed out|connection (refused|reset|timed out)|zero bytes were transmitted|temporarily unable to accept job|slurmctld.*(not responding|standby)|slurm backup controller|munge.*(failed|connect)|protocol authentication error|unexpected message received|unable to establish|could not establish a configuration source|communications? (connection|shutdown|send|receive) failure|can not be altered now|resource temporarily unavailable|slurmdbd.*(connect|refused)/i;
/** Limits on how many jobs may be in the queue: others end, and then there is room. */
const FULL =
  /max(imum)? ?submit|maxsubmit|submit ?job(s)? ?(per ?(user|account))? ?limit|reached .*maximum number of jobs|job limit exceeded|queue is full|QOSGrpSubmitJobsLimit|slurm_max_jobs|job size or submit limit|out of job ids/i;
const UNKNOWN_JOB = /invalid job id/i;
const ENDED_JOB = /already (completed|completing)|job\/step already/i;

/** What stands behind a failed command, in Slurm's own words without its prefixes. */
export function failureOf(command: string, ended: Ended, refused: boolean): TouchstoneError {
  const detail = wordsOf(ended);
  if (ended.signal !== null || AWAY.test(ended.stderr))
    return new TouchstoneError('SLURM_UNREACHABLE', { params: { detail } });
  if (!refused) return new TouchstoneError('SLURM_ANSWER', { params: { command, detail } });
  const code = FULL.test(ended.stderr) ? 'SLURM_QUEUE_FULL' : 'SLURM_REFUSED';
  return new TouchstoneError(code, { params: { detail } });
}

/** Whether Slurm says that it knows no such job. */
export function isUnknownJob({ stderr }: Ended): boolean {
  return UNKNOWN_JOB.test(stderr);
}

/** Whether Slurm says that the job has ended, or is about to. */
export function isEndedJob({ stderr }: Ended): boolean {
  return ENDED_JOB.test(stderr);
}

function wordsOf({ stderr, status, signal }: Ended): string {
  const lines = stderr
    .split('\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what came from outside is shown without them
    .map((line) => line.replace(/[\u0000-\u001f\u007f]/g, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(/^(sbatch|squeue|scancel|scontrol|sacct|sinfo): (error|fatal): /, '').trim());
  const said = [...new Set(lines)].slice(0, 3).join('; ').slice(0, 400);
  if (said !== '') return said;
  return signal === null ? `it ended with status ${status}` : 'no answer in time';
}
