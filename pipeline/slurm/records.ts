import { type JobState, stateOf } from './job-state.ts';

/** What Slurm kept of a job that it has, or had. */
export interface JobRecord extends JobState {
  readonly id: string;
  /** Of the batch script; null: not known. */
  readonly exitStatus: number | null;
  /** Seconds from its last start to its end, or till now; null: not known. */
  readonly seconds: number | null;
  readonly nodes: string;
  /** What it was given, as Slurm writes it: `cpu=4,mem=16G,gres/gpu=1`. */
  readonly allocated: string;
  /** Processor seconds, and the largest memory of a process in bytes, where the cluster counts them. */
  readonly cpuSeconds: number | null;
  readonly peakBytes: number | null;
}

/** Columns that are asked of `sacct --parsable2`, in this order. */
export const SACCT_COLUMNS = [
  'JobIDRaw',
  'State',
  'ExitCode',
  'ElapsedRaw',
  'NodeList',
  'AllocTRES',
  'TotalCPU',
  'MaxRSS',
] as const;

/**
 * Records by id from `sacct --parsable2 --noheader`: the job's own line first, its steps' figures added (memory is told of
 * steps only).
 */
export function readAccounting(output: string): Map<string, JobRecord> {
  const found = new Map<string, JobRecord>();
  for (const line of output.split('\n')) {
    const [raw, state, exit, seconds, nodes, allocated, cpu, memory] = line.split('|');
    if (raw === undefined || memory === undefined || !/^\d+(\.\w+)?$/.test(raw)) continue;
    const [id, step] = raw.split('.');
    const peakBytes = bytesOf(memory);
    const known = found.get(id!);
    if (step === undefined) {
      const own = { nodes: nodes!, allocated: allocated!, cpuSeconds: secondsOf(cpu!), peakBytes };
      found.set(id!, {
        id: id!,
        ...stateOf([state!.split(' ')[0]!]),
        exitStatus: statusOf(exit),
        seconds: wholeOf(seconds),
        ...own,
      });
    } else if (known !== undefined && peakBytes !== null) {
      found.set(id!, { ...known, peakBytes: Math.max(known.peakBytes ?? 0, peakBytes) });
    }
  }
  return found;
}

/** Columns of `sacct --completion`, which reads a text file of jobs that have ended. */
export const COMPLETION_COLUMNS = ['JobID', 'State', 'NodeList'] as const;

/** Records by id from `sacct --completion`; of a job that was queued again the last line counts. */
export function readCompletions(output: string): Map<string, JobRecord> {
  const found = new Map<string, JobRecord>();
  for (const line of output.split('\n')) {
    const [id, state, nodes] = line.split('|');
    if (nodes === undefined || !/^\d+$/.test(id!)) continue;
    found.set(id!, { ...NOTHING, id: id!, ...stateOf([state!.split(' ')[0]!]), nodes });
  }
  return found;
}

const NOTHING = {
  exitStatus: null,
  seconds: null,
  nodes: '',
  allocated: '',
  cpuSeconds: null,
  peakBytes: null,
} as const;

/** The record from `scontrol show job --oneliner`; null where it holds none. */
export function readShown(output: string): JobRecord | null {
  // Names and comments may hold anything: what Slurm itself says of the job stands behind them or in words of its own.
  const value = (name: string) => new RegExp(`(?:^|\\s)${name}=(\\S*)`).exec(output)?.[1] ?? '';
  const id = value('JobId');
  const state = value('JobState');
  if (!/^\d+$/.test(id) || state === '') return null;
  const given = value('AllocTRES');
  const allocated = given === '' || given === '(null)' ? value('TRES') : given;
  const nodes = value('NodeList');
  return {
    ...NOTHING,
    id,
    ...stateOf([state]),
    exitStatus: statusOf(value('ExitCode')),
    seconds: secondsOf(value('RunTime')),
    nodes: nodes === '(null)' ? '' : nodes,
    allocated: allocated === '(null)' ? '' : allocated,
  };
}

/** `status:signal`. */
function statusOf(text: string | undefined): number | null {
  const [status] = (text ?? '').split(':');
  return wholeOf(status);
}

function wholeOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

/** `1-02:03:04`, `02:03:04`, `03:04.500`. */
function secondsOf(text: string): number | null {
  const parts = /^(?:(\d+)-)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text);
  if (parts === null) return null;
  const [, days = '0', hours = '0', minutes, seconds] = parts;
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** `1234K`, as sacct writes memory: in powers of 1024. */
function bytesOf(text: string): number | null {
  const parts = /^(\d+(?:\.\d+)?)([KMGTP]?)$/.exec(text);
  if (parts === null) return null;
  return Math.round(Number(parts[1]) * 1024 ** ' KMGTP'.indexOf(parts[2] || ' '));
}
